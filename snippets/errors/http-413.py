"""HTTP 413: nginx refused the body before BigBlueButton saw it."""

# [start:trigger]
from base64 import b64encode

from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    file = b64encode(bytes(1_000_000)).decode()
    slides = f"""<modules><module name="presentation">
    <document name="slides.pdf">{file}</document></module></modules>"""
    try:
        bbb.post("insertDocument", {"meetingID": "geometry-1"}, slides)
    except BBBError as error:
        print(type(error).__name__, error.key, error.status, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
from lxml import etree

from bbb_api import Client

LIMIT = 1_000_000  # bytes; nginx takes 1 MB unless the server's site file says more

modules = etree.Element("modules")
presentation = etree.SubElement(modules, "module", name="presentation")
etree.SubElement(presentation, "document", url="https://www.example.com/large.pdf")  # no content
body = etree.tostring(modules)
if len(body) > LIMIT:
    raise ValueError("too large: send a url for each document in place of its content")

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    response = bbb.post("insertDocument", {"meetingID": "geometry-1"}, body)
    print(f"{len(body)} bytes: {response.message}")
# [end:fix]
