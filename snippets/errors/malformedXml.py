"""malformedXml: the body is not well-formed XML, on a 4.0 server."""

# stub[trigger]: malformed_xml_key=true

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    document = '<document url="https://files.example.org/?id=7&v=2"/>'
    body = f'<modules><module name="presentation">{document}</module></modules>'
    try:
        bbb.post("create", {"meetingID": "geometry-1", "name": "Geometry I"}, body)
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
from lxml import etree

from bbb_api import Client

modules = etree.Element("modules")
module = etree.SubElement(modules, "module", name="presentation")
etree.SubElement(module, "document", url="https://files.example.org/slides.pdf?id=7&v=2")

with Client.from_env() as bbb:
    params = {"meetingID": "geometry-1", "name": "Geometry I"}
    print(bbb.post("create", params, etree.tostring(modules), "application/xml").returncode)
    print(etree.tostring(module[0]).decode())
# [end:fix]
