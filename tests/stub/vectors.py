"""Requests that BigBlueButton's own code answered, sent to the stub in one process, and what differs.

tests/data/oracle-vectors.yml says at its head how a request reads and what its answer means.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml
from starlette.types import ASGIApp, Message

from bbb_stub.app import application
from bbb_stub.server import StubServer
from bbb_wire.redirect import with_errors
from bbb_wire.response import escape_xml
from bbb_wire.signing import EXAMPLE_SECRET

FILE = Path(__file__).parent.parent / "data" / "oracle-vectors.yml"
API = "/bigbluebutton/api/"
UNSIGNED = ("learningDashboard", "getJoinUrl", "stuns", "signOut")
SERVER = "http://bbb.example"

OLDER: Mapping[str, object] = {
    "serverURL": SERVER,
    "full_name_limit": False,
    "repeated_checksum": False,
    "invalid_filename_check": False,
}
"""The code that answered had neither of these rules yet."""

NEWEST: Mapping[str, object] = {
    "null_check": True,
    "malformed_xml_key": True,
    "insert_document_no_module_key": True,
    "url_rule_alone": False,
}
SETTINGS: Mapping[str, Mapping[str, object]] = {
    "N": {**OLDER, **NEWEST},
    "M": {**OLDER, **NEWEST},
    "R": {**OLDER, **NEWEST},
    "V15": {**OLDER, "null_check": False, "malformed_xml_key": True, "url_rule_alone": True},
}
"""By the release label of a vector."""

_TIMES = re.compile(r"\{([^{}*]+)\*(\d+)\}")
Vector = Mapping[str, Any]


@dataclass(frozen=True)
class Got:
    """One answer as it left the application."""

    status: int
    headers: Mapping[str, bytes]
    body: bytes


def load() -> tuple[Mapping[str, Vector], list[Vector]]:
    """Return the answers by name, and the vectors."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = yaml.load(FILE.read_bytes(), loader)  # noqa: S506 - a safe loader
    return found["answers"], found["vectors"]


def left_out(vector: Vector) -> str | None:
    """Return why a vector holds for no release, or nothing."""
    if "chunked" in vector.get("headers", {}).get("Transfer-Encoding", "") and vector.get("a") == "malformedXml":
        return "4.0 judges the media type of a chunked body, 3.0 does not know malformedXml"
    if vector.get("cause") == 21 and vector.get("release", "N") == "N":
        return "3.0 does not look for an absent meetingID, 4.0 answers missingParamMeetingID"
    return None


def spread(text: str) -> str:
    """Return a text with its repetitions written out."""
    return _TIMES.sub(lambda match: match[1] * int(match[2]), text)


def signed(call: str, query: str, sign: str = "sha1", secret: str = EXAMPLE_SECRET) -> str:
    """Return a query string with the checksum that `sign` describes."""
    if call in UNSIGNED or sign == "none":
        return query
    algorithm, _, upper = sign.partition("!")
    algorithm = algorithm if algorithm in hashlib.algorithms_available else "sha1"
    hashed = f"{query}&" if sign == "double ampersand" else query
    right = hashlib.new(algorithm, f"{call}{hashed}{secret}".encode(), usedforsecurity=False).hexdigest()
    wrong = "0" * 40
    several = {
        "twice": [right, right],
        "twice the same": [right, right],
        "right then wrong": [right, wrong],
        "wrong then right": [wrong, right],
        "wrong": [wrong],
        "blanks": [f"%20{right}%20"],
        "blanks around the checksum": [f"%20{right}%20"],
        "value percent-encoded": [f"%{ord(right[0]):02x}{right[1:]}"],
    }
    values = [sign[1:]] if sign.startswith("=") else several.get(sign, [right.upper() if upper else right])
    name = {"name percent-encoded": "%63hecksum", "Checksum": "Checksum"}.get(sign, "checksum")
    given = "&".join(f"{name}={value}" for value in values)
    if sign == "front":
        return f"{given}&{query}" if query else given
    between = "&&" if sign == "double ampersand" else "&"
    return f"{query}{between}{given}" if query or sign == "double ampersand" else given


async def ask(app: ASGIApp, method: str, path: str, query: str, headers: Iterable[tuple[str, str]], body: bytes) -> Got:
    """Send one request to the application."""
    sent: list[Message] = []
    scope = {
        "type": "http",
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode("latin-1"),
        "headers": [(name.lower().encode(), value.strip().encode("latin-1")) for name, value in headers],
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start = sent[0]
    found = {name.decode(): value for name, value in start["headers"]}
    return Got(start["status"], found, b"".join(message.get("body", b"") for message in sent[1:]))


class Runner:
    """One stub that is reset before each vector."""

    def __init__(self) -> None:
        """Make the stub; nothing listens."""
        server = StubServer()
        server.close()
        self.stub = server.stub
        self.app = application(self.stub)

    async def run(self, vector: Vector) -> Got:
        """Return the answer to a vector."""
        self.stub.reset()
        change = {**SETTINGS[vector.get("release", "N")], **vector.get("settings", {})}
        self.stub.settings = self.stub.settings.with_values(change)
        return await self._run(vector)

    async def _run(self, vector: Vector) -> Got:
        headers = dict(vector.get("headers", {}))
        token = ""
        for step in vector.get("before", ()):
            before = await self._before(step.replace("{session}", token), headers)
            if cookie := before.headers.get("set-cookie"):
                headers["Cookie"] = cookie.decode().partition(";")[0]
            if found := re.search(rb"<session_token>([^<]*)", before.body):
                token = found[1].decode()
        query = spread(vector.get("query", "").replace("{session}", token))
        secret = self.stub.settings.secret
        query = signed(vector["call"], query, vector.get("sign", "sha1"), secret)
        body = vector.get("body", "").encode() if "body" in vector else vector.get("body_latin1", "").encode("latin-1")
        if ("body" in vector or "body_latin1" in vector) and "Transfer-Encoding" not in headers:
            headers["Content-Length"] = str(len(body))
        got = await ask(self.app, vector.get("method", "GET"), API + vector["call"], query, headers.items(), body)
        if vector.get("then") == "the link":
            path, _, query = json.loads(got.body)["response"]["url"].removeprefix(SERVER).partition("?")
            got = await ask(self.app, "GET", path, query, headers.items(), b"")
        return got

    async def _before(self, step: str, headers: Mapping[str, str]) -> Got:
        path, _, query = step.partition("?")
        if not path.startswith("/"):
            path, query = API + path, signed(path, query)
        cookies = [(name, value) for name, value in headers.items() if name == "Cookie"]
        return await ask(self.app, "GET", path, query, cookies, b"")


def differences(found: Iterable[Vector], answers: Mapping[str, Vector]) -> list[tuple[Vector, str]]:
    """Run vectors on one stub; return those whose answer differs, and how."""

    async def run() -> list[tuple[Vector, str]]:
        runner = Runner()
        said = [(vector, difference(await runner.run(vector), vector, answers)) for vector in found]
        return [(vector, text) for vector, text in said if text]

    return asyncio.run(run())


def difference(got: Got, vector: Vector, answers: Mapping[str, Vector]) -> str:
    """Say how an answer differs from all that may come; nothing if it is one of them."""
    allowed = vector["any"] if "any" in vector else [vector["a"]]
    found = [_difference(got, answers[name]) for name in allowed]
    return "" if "" in found else f"{found[0]}; got {got.status} {got.headers.get('location', got.body[:300])!r}"


def _difference(got: Got, wanted: Vector) -> str:
    if wanted.get("status") == 500 or wanted.get("rendered") == "nothing":
        return "" if got.status == 500 else "wanted an error page"
    if "redirect" in wanted:
        return _redirect(got, wanted)
    if got.status != 200:
        return f"wanted {dict(wanted)}"
    in_json = wanted.get("form") == "json"
    media_type = got.headers.get("content-type", b"").partition(b";")[0].decode()
    if media_type != ("application/json" if in_json else "text/xml"):
        return f"wanted {'JSON' if in_json else 'XML'}, not {media_type}"
    if wanted.get("returncode", "FAILED") == "FAILED":
        body = _json_body(wanted) if in_json else _xml_body(wanted)
        return "" if got.body == body else f"wanted {body!r}"
    return _success(got, wanted, in_json)


def _redirect(got: Got, wanted: Vector) -> str:
    location = got.headers.get("location", b"").decode("latin-1")
    before, _, after = wanted["redirect"].partition("errors=…")
    if "sessionToken=…" in wanted["redirect"]:
        return "" if location.startswith(wanted["redirect"][:-1]) and got.status == 302 else f"wanted {dict(wanted)}"
    listed = json.dumps([{"message": spread(wanted["message"]), "key": wanted["key"]}], separators=(",", ":"))
    full = before + with_errors("/", listed).removeprefix("/?") + after
    return "" if location == full and got.status == 302 and not got.body else f"wanted {full!r}"


def _xml_body(wanted: Vector) -> bytes:
    message = escape_xml(spread(wanted["message"]))
    key = wanted.get("key")
    lines = ["<response>", "<returncode>FAILED</returncode>"]
    if wanted.get("form") == "list":
        lines += ["<errors>", "<error>", f"<key>{key}</key>", f"<message>{message}</message>", "</error>", "</errors>"]
    else:
        lines += [f"<messageKey>{key}</messageKey>"] if key else []
        lines += [f"<message>{message}</message>"]
    return "\n".join([*lines, "</response>"]).encode()


def _json_body(wanted: Vector) -> bytes:
    members = {"returncode": "FAILED"}
    if "key" in wanted:
        members["messageKey"] = wanted["key"]
    members["message"] = spread(wanted["message"])
    if wanted["message"] == "Could not find conference.":
        return json.dumps({**members, "logoutURL": SERVER}, indent=4).encode()
    return json.dumps({"response": members}, indent=4).encode()


def _success(got: Got, wanted: Vector, in_json: bool) -> str:
    if in_json:
        found = json.loads(got.body)
        found = found.get("response", found)
    else:
        tree = ET.fromstring(got.body)  # noqa: S314 - the stub's own answer
        found = {child.tag: child.text or "" for child in tree}
    names = {"returncode": "returncode", "key": "messageKey", "message": "message", "running": "running"}
    differ = [name for name, where in names.items() if name in wanted and found.get(where) != wanted[name]]
    return f"wanted {dict(wanted)}" if differ else ""
