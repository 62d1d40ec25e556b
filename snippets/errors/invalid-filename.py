"""Documents refused for a file name: one URL ends in no name, so none of the documents is taken."""

# [start:fix]
from lxml import etree

from bbb_api import Client

FILES = {"circles.pdf": "https://files.example.org/download?id=7"}

modules = etree.Element("modules")
presentation = etree.SubElement(modules, "module", name="presentation")
for name, url in FILES.items():
    etree.SubElement(presentation, "document", url=url, filename=name)  # the name has an ending

with Client.from_env() as bbb:
    response = bbb.post("insertDocument", {"meetingID": "physics-1"}, etree.tostring(modules))
    print(response.returncode, response.message)
# [end:fix]
