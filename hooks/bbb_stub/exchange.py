"""One request and the way to answer it: texts by the id of a catalog answer, and nothing else.

`Exchange.say` is the only way to send an error. The bytes are made by `bbb_wire.response`, which also makes the
samples of the site. An id that the catalog lacks, or that it says the played line never sends, is a fault of the stub
and raises. One of which that is not known is HTTP 501.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bbb_stub import negotiate
from bbb_stub.data import Known, StubData
from bbb_stub.freemarker import compress
from bbb_stub.java_text import parse_boolean
from bbb_stub.live import with_members, with_values
from bbb_stub.negotiate import Lacking
from bbb_stub.redirect import Targets, target
from bbb_stub.request import ApiRequest
from bbb_stub.settings import Settings
from bbb_stub.state import World
from bbb_wire.response import JSON_FORMATS, XML_FORMATS, Format, Response, Wire, forms

CHARSET = ";charset=utf-8"
"""What the framework adds to the content type of an answer of the API (audit, c.1; the spelling is Grails' usual)."""

STAND_IN = "(the text of this response isn't known)"
"""Stands for a text that was never read, if the setting unknown_texts says so."""

RECORDING_CALLS = frozenset(
    {
        "getRecordings",
        "updateRecordings",
        "publishRecordings",
        "deleteRecordings",
        "getRecordingTextTracks",
        "putRecordingTextTrack",
    }
)
SERVER = "bigbluebutton"
"""The speaker that negotiates the form of an answer and compresses its XML."""

SESSION_FORMATS = (Format.JSON_PLAIN, Format.JSON_FLAT)


@dataclass(frozen=True)
class Reply:
    """What goes back, and why."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    why: str
    answer: str | None = None
    """Id of the catalog's answer, if it is one."""


class Crash(Exception):  # noqa: N818 - it is what BigBlueButton does, not an error of the stub
    """BigBlueButton fails with an exception that nobody catches: HTTP 500."""


class Repeated(Crash):
    """A parameter is there more than once, and the action wants one text."""


def not_modeled(why: str) -> Reply:
    """Say loudly that the stub does not know what BigBlueButton does here."""
    body = f"This stub of BigBlueButton does not model this: {why}.\n"
    return Reply(501, (("Content-Type", "text/plain;charset=utf-8"),), body.encode(), f"not modeled: {why}")


@dataclass
class Exchange:
    """One request with all that is needed to answer it."""

    request: ApiRequest
    call: str
    """Name of the call in the catalog."""
    world: World
    settings: Settings
    data: StubData
    server_url: str
    """Address of the server without a slash at the end."""
    headers: list[tuple[str, str]] = field(default_factory=list)
    """Headers for the answer, such as a cookie."""

    def get(self, name: str) -> str | None:
        """Return a parameter as the rules see it, cleaned, or nothing if it is absent."""
        return self.request.params.get(name)

    def has(self, name: str) -> bool:
        """Whether a parameter is there and not empty once it was cleaned."""
        return bool(self.request.params.get(name))

    def raw(self, name: str) -> str | None:
        """Return a parameter as an action reads it, not cleaned; raises Crash if it was repeated."""
        values = self.request.raw.get(name, ())
        if len(values) > 1:
            raise Repeated(f"{name} is there more than once, and the action wants one text")
        return values[0] if values else None

    def cast(self, name: str) -> str | None:
        """Return a parameter that Groovy makes a text of, as it does with a list: [a, b]."""
        values = self.request.raw.get(name, ())
        return f"[{', '.join(values)}]" if len(values) > 1 else values[0] if values else None

    @property
    def default_logout_url(self) -> str:
        """The server's default logout address."""
        wanted = self.settings.logout_url
        return self.server_url if wanted.lower() in ("", "default") else wanted

    @property
    def follows_redirects(self) -> bool:
        """Whether the client wants redirects: every word but true in `redirect` says no."""
        wanted = self.raw("redirect")
        return not wanted or parse_boolean(wanted)

    def steady(self) -> bool:
        """Whether ties have a fixed winner."""
        return self.settings.ties == "first"

    @property
    def _lacking(self) -> Lacking:
        """What becomes of a request for a form that the answer lacks."""
        if self.call in RECORDING_CALLS:
            return Lacking.XML if self.settings.recordings_catch_all else Lacking.NOTHING
        if self.settings.accept_catch_all:
            return Lacking.XML
        return Lacking.NEXT if self.settings.accept_any else Lacking.NOTHING

    def say(
        self,
        answer_id: str,
        why: str,
        live: Mapping[str, str] | None = None,
        form: Format | None = None,
        **values: str,
    ) -> Reply:
        """Send an answer of the catalog.

        `values` fill the placeholders of the message. `live` replaces the example values in the elements of a
        success form, or in the members of one in JSON, by name. `form` is the form of another call, where a rule of
        all calls answers there too.
        """
        known = self.data.responses[answer_id]
        release = self.settings.release
        if release in known.unknown:
            return not_modeled(f"whether BigBlueButton {release} sends {known.name} here is not known. {why}")
        line = next((line for line in self.settings.lines if line in known.lines), None)
        if line is None:
            raise ValueError(f"the catalog says that {answer_id} is never sent by {release}")
        response = known.in_line(line)
        if form is not None:
            status = 302 if form is Format.REDIRECT else 200
            response = replace(response, format=form, http_status=status, json_on_request=False)
        if not forms(response, _Anything()):
            without_words = response.format is Format.NONE or response.key is None
            if without_words or self.settings.unknown_texts != "stand-in":
                return not_modeled(f"here BigBlueButton sends {known.name}, in words that are not known. {why}")
            response = replace(response, message=STAND_IN)
        return self._in_form(known, response, why, live, values)

    def crash(self, why: str) -> Reply:
        """Send the page of an exception that nobody catches, where the catalog has no answer for the case."""
        page = next((r for r in self._responses() if r.http_status == 500 and r.body), None)
        body = page.body or "" if page else ""
        headers = (*self.headers, ("Content-Type", "text/html" + CHARSET), ("Cache-Control", "no-cache"))
        return Reply(500, headers, body.encode(), why, "http-500")

    def _responses(self) -> Iterator[Response]:
        return (known.response for known in self.data.responses.values())

    def on_demand(self, answer_id: str) -> Reply:
        """Send a response because the request asks for it by id; its placeholders get the catalog's example values."""
        known = self.data.responses.get(answer_id)
        if known is None or not {*known.lines, *known.unknown}.intersection(self.settings.lines):
            release = self.settings.release
            why = f"which the catalog does not have, or of which it says that {release} never sends it"
            return not_modeled(f"the response {answer_id!r}, {why}")
        return self.say(answer_id, "the request asked for it", None, None, **self.data.examples)

    def _in_form(
        self, known: Known, response: Response, why: str, live: Mapping[str, str] | None, values: Mapping[str, str]
    ) -> Reply:
        """Choose the form in which a response goes out."""
        label, has = None, self._forms_of(response) if known.speaker == SERVER else ()
        address = self.default_logout_url
        if has:
            form = negotiate.choose(negotiate.ranking(self.request), has, self._lacking)
            if form is None:
                return self._nothing_rendered(has)
            if form == "json" and response.format is Format.XML_LIST:
                return self.say("http-500-voice-bridge-json", f"{response.id} has no working JSON form")
            label = "JSON" if form == "json" else None
        elif response.format is Format.REDIRECT:
            if response.redirect_false and not self.follows_redirects:
                form = negotiate.choose(negotiate.ranking(self.request), ("xml", "json"), self._lacking)
                label = "JSON" if form == "json" else "redirect=false"
                response = replace(response, json_on_request=True, http_status=200)
            else:
                address = target(self.raw, self.default_logout_url, self._targets(known.response))
        try:
            wires = forms(response, values, address)
        except ValueError as error:
            why = f"{error}, which was to receive {response.id} ({why})"
            return self.say("http-500-join-redirect-target", why) if self._fails_on_targets else self.crash(why)
        wire = next((w for w in wires if w.label == label), wires[0])
        return self._reply(wire, known, why, live)

    def _forms_of(self, response: Response) -> tuple[str, ...]:
        """Forms a response can be rendered in, its own first; nothing if the request has no say in it."""
        if response.format in XML_FORMATS:
            return ("xml", "json") if response.json_on_request or response.format is Format.XML_LIST else ("xml",)
        return ("json",) if response.format in JSON_FORMATS and response.format not in SESSION_FORMATS else ()

    @property
    def _fails_on_targets(self) -> bool:
        """Whether an address that is no URI is used, and fails."""
        return self.settings.redirect_target_error

    def _targets(self, response: Response) -> Targets:
        """What counts of the addresses in the request. Only the errors of the rules know no redirect=false."""
        of_rules = not response.redirect_false
        return Targets(
            only_default=response.key == "checksumError" and self.settings.checksum_error_to_default,
            error_url=self.settings.error_redirect_url_for_rules or not of_rules,
            must_be_uris=self._fails_on_targets,
        )

    def _nothing_rendered(self, has: tuple[str, ...]) -> Reply:
        """The error page that comes if no form fits and there is no catch-all."""
        wanted = negotiate.ranking(self.request)
        why = f"the request wants {', '.join(wanted)}, and the response exists only as {' or '.join(has)}"
        if self.call not in RECORDING_CALLS:
            if negotiate.ANY in wanted:
                return self.say("http-500-accept-axios", why)
            return self.say("http-500-accept-json-only", why)
        if has == ("json",) and negotiate.ANY not in wanted and "xml" in wanted:
            return self.say("http-500-accept-text-tracks", why)
        return self.say("http-500-accept-recordings", why)

    def _reply(self, wire: Wire, known: Known, why: str, live: Mapping[str, str] | None) -> Reply:
        headers = list(self.headers)
        in_json = wire.content_type == "application/json"
        text = wire.text if live is None else (with_members if in_json else with_values)(wire.text, live)
        if wire.label == "Redirect":
            headers.append(("Location", wire.text.removeprefix("Location: ")))
            text = ""
        elif wire.content_type == "text/xml" and known.speaker == SERVER:
            text = compress(text)
        if wire.content_type:
            charset = "" if known.speaker != SERVER else CHARSET
            headers.append(("Content-Type", wire.content_type + charset))
        if known.speaker == SERVER:
            headers.append(("Cache-Control", "no-cache"))
        return Reply(wire.status or 200, tuple(headers), text.encode("utf-8", "replace"), why, known.response.id)

    def xml(self, body: str, why: str) -> Reply:
        """Send a success form in XML."""
        if negotiate.choose(negotiate.ranking(self.request), ("xml",), self._lacking) is None:
            return self._nothing_rendered(("xml",))
        return self._success(body if self.call in RECORDING_CALLS else compress(body), "text/xml", why)

    def json(self, body: str, why: str, negotiated: bool = False) -> Reply:
        """Send a success form in JSON."""
        if negotiated and negotiate.choose(negotiate.ranking(self.request), ("json",), self._lacking) is None:
            return self._nothing_rendered(("json",))
        return self._success(body, "application/json", why)

    def _success(self, body: str, media_type: str, why: str) -> Reply:
        headers = (*self.headers, ("Content-Type", media_type + CHARSET), ("Cache-Control", "no-cache"))
        return Reply(200, headers, body.encode("utf-8", "replace"), why)


class _Anything(dict[str, str]):
    """A value for every placeholder."""

    def __missing__(self, name: str) -> str:
        return name
