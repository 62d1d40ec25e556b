"""The stub as 2.7, held against what the history of releases says of that line, item by item.

tests/data/release-2.7.yml says of each key and text whether 2.7 sends it, with the form, and the catalog's answer that
it is. An item has a request where that of the answer's entry will not do. Where 2.7 does not send it, `gets` names the
answer that the request gets instead.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from bbb_stub.command import parser
from bbb_stub.data import load as load_data
from bbb_stub.exchange import Exchange
from bbb_stub.releases import RELEASES
from bbb_stub.request import ApiRequest
from bbb_stub.routes import CLIENT_HANDLERS, HANDLERS
from bbb_stub.seed import grow, load
from bbb_stub.server import StubServer
from bbb_stub.settings import for_release
from reference.catalog.answer import SERVER
from reference.catalog.evidence import PLAYED
from reference.catalog.provocation import Provocation, Request
from tests.real import real_catalog
from tests.stub.provoke import Prober

LINE = "2.7"
FILE = Path(__file__).parent.parent / "data" / "release-2.7.yml"
DATA = load_data()
GONE = "http-404-unknown-call"
"""The answer to a call that nobody has."""


class Item(BaseModel):
    """What the history says of one key and text in 2.7."""

    model_config = ConfigDict(extra="forbid")
    key: str | None
    calls: list[str]
    topic: str = ""
    releases: str = "all"
    sent: str
    message: str | None = None
    form: str = ""
    answer: str | None = None
    gets: str | None = None
    settings: dict[str, str] = {}
    given: list[Request] = []
    request: Request | None = None

    @property
    def name(self) -> str:
        """A name for the test."""
        return " ".join(filter(None, (self.key, ",".join(self.calls), self.topic, self.releases)))

    def provocation(self) -> Provocation | None:
        """The request that provokes it: its own, or that of the answer's entry."""
        if self.request is not None:
            return made(settings=self.settings, given=self.given, request=self.request)
        if self.answer is None or self.answer not in real_catalog().answers:
            return None
        theirs = [each for each in real_catalog().answers[self.answer].provoke if each.form == "own"]
        if not theirs:
            return None
        first = next((each for each in theirs if each.release == LINE), theirs[0])
        return first.model_copy(update={"release": LINE, "settings": {**first.settings, **self.settings}})


def made(**fields: object) -> Provocation:
    """A provocation of this line."""
    return Provocation.model_validate({"title": "a test", "release": LINE, **fields})


ITEMS = [Item.model_validate(item) for item in yaml.safe_load(FILE.read_text(encoding="utf-8"))["items"]]
REASONS = {answer.id for answer in real_catalog().answers.values() if answer.not_provoked}
SENT = [item for item in ITEMS if item.sent == "yes" and item.answer not in REASONS]
NOT_SENT = [item for item in ITEMS if item.sent == "no"]
UNKNOWN = [item for item in ITEMS if item.sent == "unknown"]


def named(items: list[Item]) -> list[str]:
    return [f"{number} {item.name}" for number, item in enumerate(items)]


@pytest.fixture(scope="module")
def prober() -> Iterator[Prober]:
    with StubServer(release=LINE) as server, Prober(server, real_catalog()) as found:
        yield found


def provoke(prober: Prober, item: Item) -> httpx.Response:
    provocation = item.provocation()
    assert provocation is not None, f"{item.name}: no request provokes it; give it one"
    return prober.provoke(provocation, item.answer or "" if item.sent == "yes" else "")


def expected(item: Item) -> tuple[str, int, str | None, re.Pattern[str] | None]:
    """Form, status, key and text as the history has them."""
    form = re.split("[ ,;]", item.form)[0]
    if form in ("html", "nothing"):
        return "html", status_of(item), None, None
    text = re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(item.message))) if item.message else None
    return form, 302 if form == "redirect" else 200, item.key, text


def status_of(item: Item) -> int:
    """The status of a page: the history names it in its topic; where nothing is rendered, it is 500."""
    found = re.match("HTTP ([0-9]+)", item.topic)
    return int(found[1]) if found else 500


def arrived(response: httpx.Response) -> tuple[str, int, str | None, str | None]:
    """Form, status, key and text of a response."""
    kind = response.headers.get("content-type", "").partition(";")[0]
    if response.status_code == 302:
        [error] = json.loads(parse_qs(urlsplit(response.headers["location"]).query)["errors"][0])
        return "redirect", 302, error["key"], error["message"]
    if kind == "application/json" and response.status_code == 200:
        found = response.json()
        found = found.get("response", found)
        return "json", 200, found.get("messageKey"), found.get("message")
    if kind == "text/xml":
        texts = {element.tag: element.text for element in ET.fromstring(response.text).iter()}  # noqa: S314 - our own
        return "xml", response.status_code, texts.get("messageKey", texts.get("key")), texts.get("message")
    return "html", response.status_code, None, None


@pytest.mark.parametrize("item", SENT, ids=named(SENT))
def test_what_is_sent_arrives_with_key_text_form_and_status(prober: Prober, item: Item) -> None:
    response = provoke(prober, item)
    assert prober.stub.last_answer == item.answer, response.text
    (*wanted, text), (*got, message) = expected(item), arrived(response)
    assert got == wanted
    assert text is None or text.fullmatch(message or ""), message


@pytest.mark.parametrize("item", NOT_SENT, ids=named(NOT_SENT))
def test_what_is_not_sent_does_not_arrive(prober: Prober, item: Item) -> None:
    if item.gets is not None:
        provoke(prober, item)
        said = prober.stub.last_answer
        assert said != item.answer if item.gets == "another" else said == item.gets
    elif not answered(item):
        assert {gone(prober, call) for call in item.calls} <= {GONE}
    elif item.answer is not None:
        with pytest.raises(ValueError, match=f"{item.answer} is never sent by {LINE}"):
            exchange().say(item.answer, "a test")
    else:
        assert item.key not in keys(), "give the item an `answer`, or a request and what it `gets`"


def answered(item: Item) -> bool:
    """Whether 2.7 has a call that the item is about; one about no call at all counts."""
    mine = {*HANDLERS, *CLIENT_HANDLERS} - {"sendChatMessage"}
    return not item.calls or bool(mine.intersection(item.calls)) or any(" " in call for call in item.calls)


def gone(prober: Prober, call: str) -> str | None:
    """The answer to a call that 2.7 does not have."""
    prober.provoke(made(request={"path": f"/bigbluebutton/api/{call}"}))
    return prober.stub.last_answer


def exchange() -> Exchange:
    """A request to a server of this line."""
    return Exchange(ApiRequest("GET", "/", b"", {}), "create", grow(load(), fixed=True), for_release(LINE), DATA, "")


def keys() -> set[str | None]:
    """The keys that 2.7 sends."""
    return {known.response.key for known in DATA.responses.values() if LINE in known.lines}


@pytest.mark.parametrize("item", UNKNOWN, ids=named(UNKNOWN))
def test_what_is_not_known_is_501_in_words_and_is_listed(prober: Prober, item: Item) -> None:
    if item.provocation() is not None:
        response = provoke(prober, item)
        assert response.status_code == 501
        assert LINE in response.text
        assert "not known" in response.text
    assert prober.stub.last_answer is None
    part = item.releases != "all"
    assert part or item.answer in DATA.unknown_in(LINE)


@pytest.mark.parametrize("answer", DATA.unknown_in(LINE))
def test_the_help_lists_what_is_not_known(answer: str) -> None:
    shown = parser().format_help()
    assert re.search(rf"(?<![\w-]){answer}(?![\w-])", shown.partition(f"HTTP 501 with --release {LINE}")[2])
    reply = exchange().say(answer, "a test")
    assert (reply.status, b"is not known" in reply.body) == (501, True)


BESIDES = {
    "sizeError-meetingID-join": "the history has it in the item of end and getMeetingInfo",
    "checksumError-recordings-missing": "the history has one item for an absent and a wrong checksum",
    "missingSession-enter-rule": "the history has it in a remark on the other text",
    "http-500-text-track-empty-file": "it comes where the server means to send the key, which has an item",
    "http-500-insertdocument-disabled": "the history has it in a remark on the text that 3.0 sends",
}
"""Answers of 2.7 without an item of their own."""


def test_whatever_the_stub_sends_as_2_7_has_an_item() -> None:
    own = {answer.id for answer in real_catalog().answers.values() if answer.speaker == SERVER}
    sent = {name for name, known in DATA.responses.items() if LINE in known.lines} & own
    told = {item.answer for item in ITEMS if item.sent == "yes"}
    assert sent - told == set(BESIDES)
    assert told - {name for name, known in DATA.responses.items() if LINE in known.lines} == set()


def test_the_lines_of_the_stub_are_those_of_the_catalog() -> None:
    assert tuple(RELEASES) == PLAYED
