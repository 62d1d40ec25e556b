"""Bring slides into a meeting."""

from lxml import etree

from bbb_api import Client

URL = "https://files.example.org/geometry.pdf?week=3&size=large"

modules = etree.Element("modules")
module = etree.SubElement(modules, "module", name="presentation")
etree.SubElement(module, "document", url=URL, filename="geometry.pdf")
body = etree.tostring(modules, pretty_print=True)
print(body.decode(), end="")

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    response = bbb.post("insertDocument", {"meetingID": "geometry-1"}, body)
    print(response.returncode)
