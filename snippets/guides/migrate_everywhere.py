"""Keep all parameters in the URL, sign them there with SHA-256, and post nothing but XML."""

from lxml import etree

from bbb_api import Client

URL = "https://files.example.org/geometry.pdf"

modules = etree.Element("modules")
module = etree.SubElement(modules, "module", name="presentation")
etree.SubElement(module, "document", url=URL, filename="geometry.pdf")
slides = etree.tostring(modules)

with Client.from_env() as bbb:
    plain = bbb.call("create", meetingID="geometry-1", name="Geometry I")
    with_slides = bbb.post("create", {"meetingID": "geometry-2", "name": "Geometry II"}, slides)
    print(plain.returncode, with_slides.returncode)
