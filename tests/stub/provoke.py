"""Send the requests of provocations.yml to a stub, and hold what arrives against the catalog's samples."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote, urlencode

import httpx

from bbb_stub.app import RESPONSE_HEADER
from bbb_stub.exchange import CHARSET, STAND_IN
from bbb_stub.server import StubServer
from bbb_wire.response import LOGOUT_URL, Wire, forms
from bbb_wire.signing import sign
from reference.catalog.contents import Catalog
from reference.catalog.evidence import READ
from reference.catalog.provocation import Provocation, Request

LABELS = {"json": "JSON", "redirect-false": "redirect=false"}


class Prober:
    """A stub, a client that talks to it, and the catalog."""

    def __init__(self, stub: StubServer, catalog: Catalog) -> None:
        """Take a running stub."""
        self.stub = stub
        self.catalog = catalog
        self.client = httpx.Client(trust_env=False)

    def __enter__(self) -> Prober:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self.client.close()

    def send(self, request: Request) -> httpx.Response:
        """Send one request, without cookies of earlier ones."""
        self.client.cookies.clear()
        query = urlencode(request.query, quote_via=quote) if request.raw_query is None else request.raw_query
        if request.call and self.catalog.calls[request.call].auth == "checksum":
            value = checksum(self.catalog.calls[request.call].written, request, query, self.stub.secret)
            if value is not None:
                query += f"{'&' if query else ''}checksum={value}"
        body = (request.body or "").encode()
        if (request.content_type or "").startswith("multipart/"):
            body = body.replace(b"\n", b"\r\n")
        headers = {"Accept": "*/*", **request.headers}
        if request.content_type:
            headers["Content-Type"] = request.content_type
        path = request.path or self.catalog.calls[request.call or ""].address
        url = f"{self.stub.origin}{path}{'?' if query else ''}{query}"
        return self.client.request(request.method, url, content=body or None, headers=headers)

    def provoke(
        self, provocation: Provocation, answer: str = "", headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Reset the stub, set the scene, and send the request that gets the answer, with more headers.

        The program in front of the server answers if the answer is its own. For an answer that the stub sends on
        demand only, the request asks for it by id.
        """
        self.stub.reset()
        if provocation.release is not None:
            self.stub.play(provocation.release)
        self.stub.settings({**self._in_front(answer), **provocation.settings})
        for given in provocation.given:
            response = self.send(given)
            assert response.status_code in (200, 302), f"{given}: {response.status_code} {response.text}"
        request = provocation.request
        asked = {RESPONSE_HEADER: answer} if answer and self.catalog.answers[answer].on_demand else {}
        return self.send(request.model_copy(update={"headers": {**request.headers, **asked, **(headers or {})}}))

    def _in_front(self, answer: str) -> dict[str, str]:
        """The setting that makes the stub play the speaker of an answer."""
        speaker = self.catalog.answers[answer].speaker if answer else ""
        return {"speaker": speaker} if speaker and self.catalog.speakers[speaker].played_in_front else {}

    def sample(self, provocation: Provocation, answer: str, form: str) -> Wire:
        """What the site shows for the answer of a provocation."""
        line = self.catalog.answers[answer].line(provocation.release or READ)
        response = self.catalog.response(answer)
        response = replace(response, message=line.message or response.message)
        if line.redirect_false is not None:
            response = replace(response, redirect_false=line.redirect_false)
        unknown = response.message is None and response.body is None
        if unknown and provocation.settings.get("unknown_texts") == "stand-in":
            response = replace(response, message=STAND_IN)
        wires = forms(response, provocation.values, provocation.target or LOGOUT_URL)
        return next((wire for wire in wires if wire.label == LABELS.get(form)), wires[0])

    def difference(self, response: httpx.Response, provocation: Provocation, answer: str, form: str) -> str:
        """Say how a response differs from the sample, in status, type, target or body; nothing if it does not."""
        wire = self.sample(provocation, answer, form)
        speaker = self.catalog.answers[answer].speaker
        charset = CHARSET if wire.content_type and speaker == "bigbluebutton" else ""
        expected = (wire.status, (wire.content_type or "") + charset, wire.text)
        got = (response.status_code, response.headers.get("content-type", ""), response.text)
        if wire.text.startswith("Location: "):
            got = (*got[:2], f"Location: {response.headers.get('location')}{response.text}")
        return "" if got == expected else f"expected {expected}\n     got {got}"


def checksum(call: str, request: Request, query: str, secret: str) -> str | None:
    """The checksum that a request to a call asks for, or nothing."""
    match request.sign:
        case "none":
            return None
        case "empty":
            return ""
        case "wrong":
            return sign(call, query, secret=f"not {secret}").checksum
        case "right":
            return sign(call, query, secret=secret).checksum
        case "md5":
            return hashlib.md5(f"{call}{query}{secret}".encode(), usedforsecurity=False).hexdigest()
    return sign(call, query, request.sign, secret).checksum
