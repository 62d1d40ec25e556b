"""Request body must contain a presentation module: the body of insertDocument holds no documents."""

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


def body(urls: list[str]) -> bytes:
    """Build the XML: modules, in it the module presentation, in it a document for each file."""
    modules = etree.Element("modules")
    presentation = etree.SubElement(modules, "module", name="presentation")
    for url in urls:
        etree.SubElement(presentation, "document", url=url)
    return etree.tostring(modules)


slides = ["https://www.example.com/slides.pdf", "https://www.example.com/notes.pdf?id=7&size=large"]
with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    if slides:  # an empty module would be SUCCESS, and nothing would happen
        answer = bbb.post("insertDocument", {"meetingID": "geometry-1"}, body(slides))
        print(answer.message)
# [end:fix]
