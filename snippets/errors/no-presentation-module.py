"""Request body must contain a presentation module: the body of insertDocument holds no documents, on 4.0."""

# stub[trigger]: insert_document_no_module_key=true

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    try:
        bbb.post("insertDocument", {"meetingID": "geometry-1"})
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
from lxml import etree

from bbb_api import Client


def body(urls: dict[str, str]) -> bytes:
    """Build the XML: modules, in it the module presentation, in it a document for each file."""
    modules = etree.Element("modules")
    presentation = etree.SubElement(modules, "module", name="presentation")
    for url, name in urls.items():
        etree.SubElement(presentation, "document", url=url, filename=name)
    return etree.tostring(modules)


slides = {"https://www.example.com/get?id=7&as=pdf": "circles.pdf"}
with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    if slides:  # an empty module would be SUCCESS, and nothing would happen
        response = bbb.post("insertDocument", {"meetingID": "geometry-1"}, body(slides))
        print(response.message)
# [end:fix]
