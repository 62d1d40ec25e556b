"""The BigBlueButton server behind a balancer, and what the balancer makes of its answers.

The server behind is the same stub. A browser finds it below BEHIND, at an address of its own, as it would in a real
cluster. Its secret is that of the balancer; on a real one it is another.

Facts about Scalelite: it asks with a query of its own, signed with SHA-256 whatever it accepts itself. What has no
returncode is a failure of the server. FAILED is told again in its own XML, with nothing but key and message; if one of
them is missing at the top, as in the list form, it is a failure as well. SUCCESS is handed on as it was read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from lxml import etree

from bbb_stub import routes
from bbb_stub.exchange import Exchange, Reply
from bbb_stub.request import ApiRequest
from bbb_wire.response import Format, Layout, Response, forms
from bbb_wire.signing import sign

BEHIND = "/behind"
"""Where the server behind is reached from outside."""

Fail = Callable[[str], Reply]
"""Says what comes if the server behind gave nothing to hand on; takes the reason."""


def server(x: Exchange) -> Exchange:
    """Return an exchange with the server behind, which has settings and an address of its own."""
    settings = replace(x.settings, speaker="bigbluebutton", supported_checksum_algorithms="sha256")
    return replace(x, settings=settings, server_url=f"{x.server_url}{BEHIND}", headers=[])


def visited(x: Exchange) -> Reply:
    """Answer a browser, or a program, that came to the server behind itself."""
    path = x.request.path.removeprefix(BEHIND) or "/"
    name, suffix = routes.split(path)
    return routes.answer(replace(server(x), request=replace(x.request, path=path, suffix=suffix), call=name))


def signed_query(x: Exchange, call: str, parameters: Mapping[str, str]) -> str:
    """Return the query string with which the balancer asks the server behind, or sends a browser there."""
    secret = x.settings.secret.encode("utf-8", "replace").decode()
    return sign(call, urlencode(parameters), secret=secret).path.partition("?")[2]


def ask(x: Exchange, call: str, parameters: Mapping[str, str], failed: Fail, document: bytes = b"") -> Reply:
    """Ask the server behind, and return its answer as the balancer hands it on."""
    if x.settings.servers_behind in ("silent", "offline"):
        return failed("the server behind doesn't respond in time")
    reply = _reply(x, call, parameters, document)
    root = read(reply.body)
    code = None if root is None else root.find("returncode")
    if root is None or code is None:
        return x.say("internalError-scalelite-returncode", f"the server behind: {reply.why}")
    if code.text == "SUCCESS":
        return as_xml(x, etree.tostring(root, encoding="unicode"), f"handed on; the server behind: {reply.why}")
    key, message = root.findtext("messageKey"), root.findtext("message")
    if key is None or message is None:
        return failed(f"no key or no message at the top of what the server behind said: {reply.why}")
    return _told_again(x, reply, key, message)


def _reply(x: Exchange, call: str, parameters: Mapping[str, str], document: bytes) -> Reply:
    """What the server behind sends."""
    if x.settings.servers_behind == "page":
        return x.say("http-502", "it sends a page")
    headers = {"accept": "*/*"}
    if document:
        headers |= {"content-type": "application/xml", "content-length": str(len(document))}
    query = signed_query(x, call, parameters).encode()
    request = ApiRequest("POST" if document else "GET", f"{routes.API}{call}", query, headers, document)
    return routes.answer(replace(server(x), request=request, call=call))


def read(body: bytes) -> etree._Element | None:
    """Read XML as forgivingly as the balancer does; nothing if there is no element response."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)
    try:
        root = etree.fromstring(body, parser)
    except (etree.LxmlError, ValueError):
        return None
    return root if root is not None and root.tag == "response" else None


def _told_again(x: Exchange, reply: Reply, key: str, message: str) -> Reply:
    """Key and message of the server behind in the balancer's own XML."""
    response = Response(reply.answer or "", key, Format.XML, "{message}", returncode="FAILED", layout=layout(x))
    [wire, *_] = forms(replace(response, http_status=200), {"message": message})
    headers = (("Content-Type", wire.content_type or ""),)
    body = wire.text.encode("utf-8", "replace")
    return Reply(200, headers, body, f"told again; the server behind: {reply.why}", reply.answer)


def as_xml(x: Exchange, text: str, why: str) -> Reply:
    """Send a document as the balancer does."""
    form = layout(x)
    body = form.document([text]).encode("utf-8", "replace")
    return Reply(200, (*x.headers, ("Content-Type", form.content_type)), body, why)


def layout(x: Exchange) -> Layout:
    """How the balancer writes XML."""
    return x.data.responses["checksumError-scalelite"].response.layout
