"""Requests of any kind, for property tests and for fuzzing: over what the API knows, and beyond."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, quote_plus

from hypothesis import strategies as st

from bbb_stub import faults, webhooks
from bbb_stub.behind import BEHIND
from bbb_stub.calls.create import READ
from bbb_stub.calls.join import TAKEN_OVER
from bbb_stub.routes import CLIENT_HANDLERS, HANDLERS
from bbb_stub.settings import names
from bbb_wire.signing import EXAMPLE_SECRET, sign

PARAMETERS = sorted(
    {*READ, *TAKEN_OVER, "fullName", "role", "password", "createTime", "redirect", "errorRedirectUrl", "existingUserID"}
    | {
        "userID",
        "guest",
        "auth",
        "bot",
        "message",
        "userName",
        "sessionToken",
        "checksum",
        "recordID",
        "publish",
        "kind",
        "callbackURL",
        "hookID",
        "eventID",
        "meta_server-tag",
    }
    | {
        "lang",
        "label",
        "limit",
        "offset",
        "state",
        "format",
        "meta_a",
        "parentMeetingID",
        "parentIdMeetingId",
        "isBreakout",
        "sequence",
        "enforceLayout",
    }
    | {"preUploadedPresentation", "preUploadedPresentationName", "replaceSession", "sessionName", "isBreakoutRoom", ""}
)
WORDS = [
    "", " ", "true", "1", "physics-1", "history-1", "algebra-1", "viewer", "moderatortoken01", "w_emmynoether1",
    "9" * 30, "9" * 5000, "-", "%%USERNAME%%", "%zz", "[", "[" * 3000, '[{"id":[[{}]]}]', "a,b", "\0", "é\u2028",
    "\u0664", "\U0001f600" * 200, "mailto:a@b", "http://[::1", "http://x.example/?a=%C3%A4#f", "//",
    "jar:jar:file:x!/y!/z", "url:", "subtitles", "en_US", "_US",
    "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000", "\x85", "\xa0", "json", "xml", "x" * 300,
]  # fmt: skip
TYPES = [
    "application/xml",
    "text/xml; charset=x",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "",
    ",",
]
BODIES = [
    b"", b"<a", b"<modules/>", b"\xff\xfe", b"\0", b"a=b&a=c", b"--x\r\n\r\n--x--", b"<!DOCTYPE a><a/>", b"<a>" * 3000,
    b'<m><x name="presentation"><d url="http://a/%zz"/><d url="u" filename="."/><d name="a"/></x></m>',
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nWEBVTT\r\n--x--\r\n',
]  # fmt: skip
COOKIE = "JSESSIONID=5D1C0E7A9B3F48D2A6C4E8F01B2D3C45"
ENCODERS: list[Callable[[str], str]] = [quote, quote_plus, lambda text: quote(text, safe="%&=~:/")]
LATIN1 = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=40)


@dataclass(frozen=True)
class Sent:
    """One request, as the application gets it."""

    method: str
    path: str
    query: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


VALUES = st.sampled_from(WORDS) | st.text(max_size=12)
PAIRS = st.lists(st.tuples(st.sampled_from(PARAMETERS) | st.text(max_size=5), VALUES), max_size=7)


@st.composite
def requests(draw: st.DrawFn) -> Sent:
    """Any request to the API: mostly signed, with known parameters and odd values."""
    call = draw(st.sampled_from([*HANDLERS, *CLIENT_HANDLERS, *webhooks.ROUTES, "nothing"]))
    encode = draw(st.sampled_from(ENCODERS))
    query = "&".join(f"{encode(name)}={encode(value)}" for name, value in draw(PAIRS))
    if draw(st.integers(0, 3)):
        query = sign(call, query, secret=EXAMPLE_SECRET).path.partition("?")[2]
    query = query.encode("ascii", "replace").decode()
    own = f"/bigbluebutton/api/{call}"
    path = draw(st.sampled_from([own, own, BEHIND + own]) | st.text(max_size=20).map(lambda text: f"/{text}"))
    body = draw(st.sampled_from(BODIES) | st.binary(max_size=60))
    headers = [("Content-Length", str(len(body)))] if body else []
    headers += [("Content-Type", draw(st.sampled_from(TYPES) | LATIN1))] if body else []
    headers += draw(
        st.lists(st.tuples(st.sampled_from(["Accept", "Cookie", "User-Agent", "Host"]), LATIN1), max_size=2)
    )
    headers.append(("Cookie", COOKIE))
    if not draw(st.integers(0, 9)):
        shy = [fault for fault in faults.NAMES if fault not in ("cut", "truncated", "slow", "huge")]
        headers.append(("X-Stub-Fault", draw(st.sampled_from(shy) | LATIN1)))
    if not draw(st.integers(0, 9)):
        headers.append(("X-Stub-Response", draw(LATIN1)))
    method = draw(st.sampled_from(["GET", "POST", "HEAD", "PUT"]))
    return Sent(method, path, query, tuple(headers), body)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3),
)


@st.composite
def own_paths(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Any request to the stub's own paths: its name, and a JSON object."""
    name = draw(st.sampled_from(["reset", "empty", "settings", "fault", "response", "clock", "guests"]))
    known = [*names(), "name", "id", "advance", "empty_id_check", "do"]
    return name, draw(st.dictionaries(st.sampled_from(known) | st.text(max_size=4), JSON, max_size=3))


SETTINGS = st.fixed_dictionaries(
    {},
    optional={name: st.booleans() for name, known in names().items() if isinstance(known.default, bool)}
    | {
        name: st.sampled_from(known.metadata["words"])
        for name, known in names().items()
        if known.metadata["group"] == "beside" and known.metadata["words"] and name != "hook_store"
    },
)
"""All switches, and what stands beside the server. With a stopped store some requests get no answer at all."""
