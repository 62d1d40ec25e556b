"""Presentation is being uploaded: insertDocument accepted the documents, but has not loaded them."""

# [start:fix]
from lxml import etree

from bbb_api import Client

SLIDES = {"circles.pdf": "https://www.example.com/get?id=7"}  # an address BigBlueButton can reach

modules = etree.Element("modules")
presentation = etree.SubElement(modules, "module", name="presentation")
for name, url in SLIDES.items():
    if "." not in name:
        raise ValueError(f"{name} needs an ending, such as .pdf")
    etree.SubElement(presentation, "document", url=url, filename=name)

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    bbb.post("insertDocument", {"meetingID": "geometry-1"}, etree.tostring(modules))
    print("accepted; whether the slides appear is seen in the meeting:", *SLIDES)
# [end:fix]
