"""Holds what came back against the catalog."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bbb_errors.verify import seen
from bbb_errors.verify.data import PROXY, SERVER, WEBHOOKS, Known, Provocation, VerifyData
from bbb_errors.verify.plan import Own
from bbb_errors.verify.rooms import is_passed_on
from bbb_errors.verify.seen import PAGES, Seen
from bbb_errors.verify.sending import Received
from bbb_wire.gaps import fits
from bbb_wire.response import LOGOUT_URL, XML_FORMATS, Response, forms

LABELS = {"json": "JSON", "redirect-false": "redirect=false"}
STUB = "This stub of BigBlueButton"
"""How the stub begins a response of which nobody knows what a server sends."""


class Verdict(StrEnum):
    """What became of one provocation."""

    SAME = "as in the catalog"
    KNOWN = "known difference"
    OPEN = "not known"
    TEXT = "other text"
    KEY = "other key"
    FORM = "other form"
    EXTRA = "not expected"
    SILENT = "no response"
    NOT_TRIED = "not tried"


COUNTED = frozenset({Verdict.TEXT, Verdict.KEY, Verdict.FORM, Verdict.EXTRA, Verdict.SILENT})
"""What counts as a difference that nothing explains."""


@dataclass(frozen=True)
class Exchange:
    """One provocation that was sent, and what came back."""

    own: Own
    received: Received
    seen: Seen


@dataclass(frozen=True)
class Judgment:
    """What is said of one provocation."""

    provocation: Provocation
    verdict: Verdict
    why: str = ""
    expected: Seen | None = None
    exchange: Exchange | None = None


@dataclass(frozen=True)
class Server:
    """Which server the responses are held against."""

    line: str
    speaker: str = SERVER


def not_tried(provocation: Provocation, why: str) -> Judgment:
    """Return that a provocation wasn't sent."""
    return Judgment(provocation, Verdict.NOT_TRIED, why)


class Judge:
    """Knows the catalog, and recognizes its responses."""

    def __init__(self, data: VerifyData) -> None:
        """Take the catalog's data."""
        self._data = data
        self._known: dict[Server, Mapping[_Head, list[tuple[Known, Seen]]]] = {}

    def judge(self, exchange: Exchange, server: Server) -> Judgment:
        """Say what a response is, for a server of one release line or a balancer before it."""
        provocation = exchange.own.provocation
        known = self._data.responses[provocation.response]
        wanted = self.sample(exchange.own, server)

        def said(verdict: Verdict, why: str = "") -> Judgment:
            return Judgment(provocation, verdict, why, wanted, exchange)

        if exchange.received.failure:
            return said(Verdict.SILENT, exchange.received.failure)
        if wanted is None:
            return said(Verdict.NOT_TRIED, "the text of the response is not known")
        line = known.line(server.line)
        verdict, why = compare(wanted, exchange, known)
        name = f"BigBlueButton {server.line}"
        if verdict is Verdict.SAME:
            if line.holds == "no" and not self.recognized(exchange, server, (SERVER,)):
                return said(Verdict.EXTRA, f"according to the catalog, {name} doesn't send it")
            return said(verdict, f"new of {name}" if line.holds == "unknown" else "")
        explained = self._explained(exchange, known, server)
        if explained:
            return said(Verdict.KNOWN, explained)
        if exchange.received.status == 501 and (exchange.seen.message or "").startswith(STUB):
            return said(Verdict.OPEN, "the stub doesn't know it")
        if self.supposed(known, server.line) == "unknown":
            return said(Verdict.OPEN, f"the catalog doesn't know what {name} sends here; {why}")
        return said(verdict, why)

    def supposed(self, known: Known, line: str) -> str:
        """Return whether a line sends a response. What isn't known of a newer line is as in the one that was read."""
        lines, holds = self._data.lines, known.line(line).holds
        is_newer = lines.index(line) > lines.index(self._data.read)
        return known.line(self._data.read).holds if holds == "unknown" and is_newer else holds

    def is_same(self, exchange: Exchange) -> bool:
        """Return whether a response is as the catalog has it for the line that it describes."""
        known = self._data.responses[exchange.own.provocation.response]
        wanted = self.sample(exchange.own, Server(self._data.read))
        return wanted is not None and compare(wanted, exchange, known)[0] is Verdict.SAME

    def _explained(self, exchange: Exchange, known: Known, server: Server) -> str:
        """Return why the catalog expects another response from this server; empty if it doesn't."""
        told = exchange.seen
        if server.speaker != SERVER and known.speaker in (SERVER, PROXY, WEBHOOKS):
            name = self._data.speakers[server.speaker]
            if is_passed_on(exchange.received):
                return f"{name} passes `join` on to a server behind it; verify that server itself"
            own = self.recognized(exchange, server, (server.speaker,))
            if own:
                return f"{name} responds itself: {own.name}"
        if server.speaker == known.speaker != SERVER:
            own = self.recognized(exchange, server, (server.speaker,))
            if own and own.name == known.name:
                return f"another text of {self._data.speakers[server.speaker]}: it depends on the server behind"
        line = known.line(server.line)
        other = self.recognized(exchange, server, (SERVER, PROXY))
        what = f"it sent {other.name}" if other else "the call succeeded" if told.is_success else ""
        if self.supposed(known, server.line) == "no" and what:
            return f"BigBlueButton {server.line} doesn't send this: {what}"
        if line.partly and what:
            return f"only some releases of {server.line} send this ({line.partly}): {what}"
        if known.speaker == WEBHOOKS and exchange.own.provocation.request.path and other:
            return "bbb-webhooks isn't installed"
        alike = self._alike(exchange, server)
        return f"as from a server with {alike}" if alike else ""

    def _alike(self, exchange: Exchange, server: Server) -> str:
        """Return the settings with which the catalog expects this response to the same request."""
        own = exchange.own
        for each in self._data.provocations:
            if each is own.provocation or each.request != own.provocation.request or not each.settings:
                continue
            known = self._data.responses[each.response]
            other = self.sample(replace(own, provocation=each), server)
            if known.line(server.line).holds != "no" and other and compare(other, exchange, known)[0] is Verdict.SAME:
                return ", ".join(f"{name}={value}" for name, value in each.settings.items())
        return ""

    def recognized(self, exchange: Exchange, server: Server, speakers: Collection[str]) -> Known | None:
        """Return the response of some speakers that this one is, if the line may send it; otherwise nothing."""
        samples = self._samples(server).get(_head(exchange.seen), ())
        of_speakers = ((known, sample) for known, sample in samples if known.speaker in speakers)
        return next((known for known, sample in of_speakers if _fits(sample, exchange.seen)), None)

    def _samples(self, server: Server) -> Mapping[_Head, list[tuple[Known, Seen]]]:
        """Return all forms of what a server may send, with marks in place of values, by what is exact in them."""
        if server not in self._known:
            found: dict[_Head, list[tuple[Known, Seen]]] = {}
            for known in self._data.responses.values():
                if known.line(server.line).holds != "no":
                    for wire in forms(self._written(known, server), _Names()):
                        sample = seen.expected(wire)
                        found.setdefault(_head(sample), []).append((known, sample))
            self._known[server] = found
        return self._known[server]

    def _written(self, known: Known, server: Server) -> Response:
        """Return a response as it arrives: in the XML of a balancer, if one passes it on."""
        response = known.in_line(server.line)
        if server.speaker == SERVER or known.speaker != SERVER or response.format not in XML_FORMATS:
            return response
        layout = self._data.layouts.get(server.speaker, response.layout)
        return replace(response, layout=layout, json_on_request=False)

    def sample(self, own: Own, server: Server) -> Seen | None:
        """Return what the catalog expects, or nothing if its text is not known."""
        known, provocation = self._data.responses[own.provocation.response], own.provocation
        wires = forms(self._written(known, server), own.values, provocation.target or LOGOUT_URL)
        wire = next((wire for wire in wires if wire.label == LABELS.get(provocation.form)), None)
        wire = wire or (wires[0] if wires else None)
        return seen.expected(wire) if wire else None


def compare(wanted: Seen, exchange: Exchange, known: Known) -> tuple[Verdict, str]:
    """Return whether a response is the expected one, or in what it differs, in words."""
    got, own = exchange.seen, exchange.own
    if known.speaker == PROXY:  # each web server has pages of its own
        same = wanted.status == got.status and (wanted.form in PAGES) == (got.form in PAGES)
        return (Verdict.SAME, "") if same else (Verdict.FORM, f"expected {wanted.head}, got {got.head}")
    if wanted.form in PAGES or got.form in PAGES:
        if (wanted.form, wanted.status, wanted.media_type) != (got.form, got.status, got.media_type):
            return Verdict.FORM, f"expected {wanted.head}, got {got.head}"
        if wanted.form == "html":  # a page of the web container, which the operator may replace
            return Verdict.SAME, ""
    if wanted.key != got.key:
        return Verdict.KEY, f"expected the key {wanted.key}, got {got.key or got.head}"
    form = _form(wanted, got, own.provocation.target)
    if form:
        return Verdict.FORM, form
    if not _same_text(wanted.message, got.message, own.dynamic):
        if got.is_success and got.shape != wanted.shape:  # its values may be other people's
            return Verdict.TEXT, f"expected {', '.join(wanted.shape)} in the success, got {', '.join(got.shape[:40])}"
        return Verdict.TEXT, f"expected the text {wanted.message!r}, got {got.message!r}"
    return Verdict.SAME, ""


def _form(wanted: Seen, got: Seen, target: str | None) -> str:
    """Return in what the form differs; empty if it doesn't."""
    if (wanted.form, wanted.status, wanted.media_type) != (got.form, got.status, got.media_type):
        return f"expected {wanted.form}, {wanted.head}; got {got.form}, {got.head}"
    if wanted.returncode != got.returncode:
        return f"expected the returncode {wanted.returncode}, got {got.returncode}"
    if wanted.returncode != "SUCCESS" and wanted.shape != got.shape:
        return f"expected the elements {', '.join(wanted.shape)}; got {', '.join(got.shape)}"
    if target and not got.target.startswith(target.partition("?")[0]):
        return "expected a redirect to the URL that the request names"
    return ""


def _same_text(wanted: str | None, got: str | None, dynamic: Iterable[str]) -> bool:
    """Whether a text is the expected one, but for values that the server makes up."""
    values = "|".join(re.escape(value) for value in sorted(dynamic, key=len, reverse=True) if value)
    return fits(re.split(values, wanted or "") if values else [wanted or ""], got or "")


class _Names(dict[str, str]):
    """A value for every placeholder, by which it is found again."""

    def __missing__(self, name: str) -> str:
        return f"1zz{name}zz1"


_Head = tuple[str, int, str, str | None, str | None]


def _head(told: Seen) -> _Head:
    """Return what a response must have in common with a sample."""
    return told.form, told.status, told.media_type, told.returncode, told.key


def _fits(sample: Seen, got: Seen) -> bool:
    """Whether the text of a response is that of a sample with the same head, whose values are marks."""
    if sample.form == "html" or (sample.returncode == "SUCCESS" and sample.key):
        return True
    return fits(re.split("1zz[A-Za-z]+zz1", sample.message or ""), got.message or "")
