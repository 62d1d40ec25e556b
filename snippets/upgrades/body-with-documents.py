"""Build the body with a library, and take every form of "the body is wrong" for an error of your own."""

from urllib.parse import quote

from lxml import etree

from bbb_api import BBBError, Client


def body(*urls: str) -> bytes:
    """Return the XML for some documents; what an address may not hold is percent-encoded."""
    modules = etree.Element("modules")
    module = etree.SubElement(modules, "module", name="presentation")
    for url in urls:
        address = quote(url, safe="%:/?#[]@!$&'()*+,;=~")
        etree.SubElement(module, "document", url=address, filename="slides.pdf")
    return etree.tostring(modules)


def send(bbb: Client, call: str, params: dict[str, str], xml: bytes) -> str:
    """Post a body; say what the server makes of it."""
    try:
        return bbb.post(call, params, xml, "application/xml").returncode
    except BBBError as error:
        return f"not accepted: {error.key or error.message if error.status == 200 else f'HTTP {error.status}'}"


ADDRESS = "https://files.example.org/?title=My slides&v=2"
BY_HAND = f'<modules><module name="presentation"><document url="{ADDRESS}"/></module></modules>'.encode()
NEW = {"meetingID": "geometry-1", "name": "Geometry I"}

with Client.from_env() as bbb:
    print("written by hand |", send(bbb, "create", NEW, BY_HAND))
    print("built           |", send(bbb, "create", NEW, body(ADDRESS)))
    print("no module       |", send(bbb, "insertDocument", {"meetingID": "physics-1"}, b"<modules/>"))
