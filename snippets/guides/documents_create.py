"""Create a meeting with the content of a file, twice."""

import base64

from lxml import etree

from bbb_api import Client

content = b"Agenda: triangles, circles, questions."  # Path("agenda.txt").read_bytes()

modules = etree.Element("modules")
module = etree.SubElement(modules, "module", name="presentation")
document = etree.SubElement(module, "document", name="agenda.txt")
document.text = base64.b64encode(content).decode()
body = etree.tostring(modules)

with Client.from_env() as bbb:
    for _ in range(2):
        response = bbb.post("create", {"meetingID": "geometry-1", "name": "Geometry I"}, body)
        print("document ignored" if response.warning else "document accepted")
