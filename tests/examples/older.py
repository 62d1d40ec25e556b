"""Small servers that answer the examples of upgrades as releases do that the stub does not play.

What they answer stands in older.yml. Each answer has the form that the stub gives the same kind of response.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import yaml

from bbb_wire.response import Format, Response, escape_xml, forms
from bbb_wire.signing import EXAMPLE_HOST, EXAMPLE_SECRET
from reference.catalog.evidence import line_of

HASHES = {40: "sha1", 64: "sha256"}
"""What servers before 2.5.14 accept, by the length of the checksum."""

JOINED = f"https://{EXAMPLE_HOST}/html5client/?sessionToken=q4s8b2u6jx0lfp1o"


@dataclass(frozen=True)
class Canned:
    """One answer of some releases, and when it is sent."""

    releases: tuple[str, ...]
    call: str | None
    when: Mapping[str, str]
    response: Response
    page: int | None
    """The status of an error page, if it is one."""

    def fits(self, release: str, call: str, values: Mapping[str, str]) -> bool:
        """Whether a release sends it to a call with these values."""
        if release not in self.releases or self.call not in (None, call):
            return False
        return all(re.search(pattern, values.get(name, "")) for name, pattern in self.when.items())


@cache
def _read() -> tuple[tuple[str, ...], tuple[Canned, ...]]:
    content = yaml.load((Path(__file__).parent / "older.yml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - a loader of texts alone
    releases = tuple(content["releases"])
    return releases, tuple(_canned(item, releases) for item in content["answers"])


def _canned(item: Mapping[str, Any], releases: tuple[str, ...]) -> Canned:
    first, last = releases.index(item["from"]), releases.index(item.get("to", item["from"]))
    form = Format(item.get("form", "xml"))
    response = Response(
        id="",
        key=item.get("key"),
        format=form,
        message=item.get("message"),
        body=f"<response><returncode>SUCCESS</returncode>{item['body']}</response>" if "body" in item else None,
        returncode=item.get("returncode", "FAILED"),
        http_status=302 if form is Format.REDIRECT else 200,
    )
    page = int(item["page"]) if "page" in item else None
    return Canned(releases[first : last + 1], item.get("call"), item.get("when", {}), response, page)


def releases_of(line: str) -> list[str]:
    """The releases of a line that can be answered for, oldest first."""
    return [release for release in _read()[0] if line_of(release) == line]


def answers() -> tuple[Canned, ...]:
    """All answers."""
    return _read()[1]


class _Handler(BaseHTTPRequestHandler):
    release = ""

    def do_GET(self) -> None:
        """Answer as the release does."""
        url = urlsplit(self.path)
        call = url.path.rsplit("/", 1)[-1]
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        values = dict(parse_qsl(url.query, keep_blank_values=True))
        if "meetingID" not in values and call == "isMeetingRunning" and self.release >= "2.4":
            values["meetingID"] = "absent"
        values |= _signature(call, url.query, values.get("checksum", ""))
        fitting = next(each for each in answers() if each.fits(self.release, call, values))
        self._send(fitting, values)

    do_POST = do_GET  # noqa: N815 - the name that the server looks for

    def _send(self, canned: Canned, values: Mapping[str, str]) -> None:
        response = canned.response
        status, headers, body = response.http_status or 200, {"Content-Type": "text/xml;charset=UTF-8"}, ""
        if canned.page:
            status, headers = canned.page, {"Content-Type": "text/html"}
            body = f"<!doctype html><title>HTTP Status {status}</title>"
        elif response.format is Format.REDIRECT and response.message is None:
            headers["Location"] = JOINED
        elif response.body is not None:
            body = response.body.replace("{meetingID}", escape_xml(values.get("meetingID", "")))
        else:
            text = forms(response, values)[0].text
            if response.format is Format.REDIRECT:
                headers["Location"] = text.removeprefix("Location: ")
            else:
                body = text
        content = body.encode()
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


def _signature(call: str, query: str, checksum: str) -> dict[str, str]:
    """Whether a query string is signed as every line wants it, and with which hash."""
    name = HASHES.get(len(checksum), "")
    text = call + re.sub(r"&?checksum=[^&]*", "", query) + EXAMPLE_SECRET
    right = bool(name) and hashlib.new(name, text.encode()).hexdigest() == checksum
    return {"checksum": "right" if right else "wrong", "hash": name}


@contextmanager
def serve(release: str) -> Iterator[str]:
    """Run a server of a release; yield its scheme, host and port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"release": release}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
