"""Keep all parameters in the URL, sign them there with SHA-256, and name the type of the body."""

from lxml import etree

from bbb_api import Client

modules = etree.Element("modules")
module = etree.SubElement(modules, "module", name="presentation")
etree.SubElement(module, "document", url="https://files.example.org/slides.pdf", filename="slides.pdf")

with Client.from_env(algorithm="sha256") as bbb:
    params = {"meetingID": "geometry-1", "name": "Geometry I"}
    print(bbb.post("create", params, etree.tostring(modules), "application/xml").returncode)
