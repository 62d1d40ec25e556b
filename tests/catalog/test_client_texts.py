"""What tools say when no answer of the API comes: the catalog against what was collected, in both directions."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from reference.catalog.contents import Catalog
from reference.catalog.vocabulary import Certainty
from reference.pages.links import cause_uri, public_url
from tests.real import ROOT, real_catalog

DATA = ROOT / "tests" / "data"
COLLECTED: dict[str, Any] = yaml.load(
    (DATA / "client_texts.yml").read_text(encoding="utf-8"),
    Loader=yaml.CSafeLoader,  # the file is long
)
EXEMPT: list[dict[str, Any]] = yaml.safe_load((DATA / "client_texts_exempt.yml").read_text(encoding="utf-8"))
GUIDE = (ROOT / "docs" / "guides" / "tell-the-causes-apart.md").read_text(encoding="utf-8")

SURE = {
    "provoked": Certainty.OBSERVED,
    "documented": Certainty.DOCUMENTED,
    "known, neither run nor looked up here": Certainty.INFERRED,
}
LIBRARIES = {
    "bigbluebutton-api-php": "php-bigbluebutton",
    "littleredbutton/bigbluebutton-api-php": "php-littleredbutton",
    "bigbluebutton-api-ruby (Greenlight 1 and 2, Mconf)": "ruby",
    "Java client library": "java",
    "Go client library (amirazad1)": "go-amirazad1",
}
"""Where the catalog has the client libraries of the list."""

Fact = tuple[str, ...]
"""What kind of thing, its cause, and all that is known of it; absent parts are empty."""


def fact(*parts: object) -> Fact:
    return tuple("" if part is None else str(part) for part in parts)


def collected() -> Counter[Fact]:
    return Counter(
        [
            *(fact("cause", cause) for cause in COLLECTED["causes"]),
            *(
                fact(
                    "marker",
                    each["cause"],
                    each["text"],
                    each["seen_in"],
                    sorted(each.get("also_seen_with", {}).items()),
                )
                for each in COLLECTED["markers"]
            ),
            *(
                fact("text", t["cause"], t["language"], t["library"], t["version"], t["text"], SURE[t["sure"]])
                for t in COLLECTED["texts"]
            ),
            *(fact("silent", each["cause"], each["library"], each["result"]) for each in COLLECTED["silent"]),
            *(fact("wrapper", LIBRARIES[w["library"]], text) for w in COLLECTED["wrappers"] for text in w["texts"]),
            *(fact("page of nginx", page["status"], page["title"]) for page in COLLECTED["nginx_pages"]),
        ]
    )


def in_catalog(catalog: Catalog) -> Iterator[Fact]:
    """Yield the facts of the catalog; markers of our own are held to the texts by a test of their own."""
    known = {each["text"] for each in COLLECTED["markers"]}
    for cause in catalog.client_causes.values():
        yield fact("cause", cause.id)
        for marker in (each for each in cause.markers if each.text in known):
            others = sorted((other.cause, other.seen) for other in marker.also)
            yield fact("marker", cause.id, marker.text, marker.seen, others)
        for text in cause.texts:
            yield fact("text", cause.id, text.language, text.tool, text.version, text.text, text.certainty)
        for each in cause.silent:
            yield fact("silent", cause.id, each.tool, each.result)
    for library in catalog.libraries.values():
        yield from (fact("wrapper", library.id, wrapped.text) for wrapped in library.wraps)
    pages = [answer for answer in catalog.answers.values() if answer.speaker == "proxy"]
    titles = ((page.http_status, re.search("<title>(.*)</title>", page.body or "")) for page in pages)
    yield from dict.fromkeys(fact("page of nginx", status, title and title[1]) for status, title in titles)


EXPECTED = collected()
HELD = Counter(in_catalog(real_catalog()))
REASONS = {fact(*item["fact"]): item["why"] for item in EXEMPT}


def test_what_was_collected_is_in_the_catalog_and_back() -> None:
    differing = {one for one in EXPECTED.keys() | HELD.keys() if EXPECTED[one] != HELD[one]}
    assert sorted(differing - REASONS.keys()) == [], "add it, or say in client_texts_exempt.yml why not"
    assert sorted(REASONS.keys() - differing) == [], "these exemptions are not needed"
    assert all(why.strip() for why in REASONS.values())
    assert len(REASONS) == len(EXEMPT)


def test_markers_of_our_own_say_in_how_many_texts_they_are(catalog: Catalog) -> None:
    """Those that were collected say it of texts, too, that are kept back."""
    known = {each["text"] for each in COLLECTED["markers"]}
    wrong = []
    for cause in catalog.client_causes.values():
        for marker in (each for each in cause.markers if each.text not in known):
            having = Counter(each["cause"] for each in COLLECTED["texts"] if marker.text in each["text"])
            also = Counter({other.cause: other.seen for other in marker.also if other.seen})
            said = also + Counter({cause.id: marker.seen - also.total()})
            if said != having:
                wrong.append((cause.id, marker.text, said, having))
    assert wrong == []


def test_other_causes_of_a_marker_have_it_too(catalog: Catalog) -> None:
    """As far as the texts tell: some of those that were counted are kept back."""
    for cause in catalog.client_causes.values():
        for marker in cause.markers:
            having = {
                other.id
                for other in catalog.client_causes.values()
                if any(marker.text in text.text for text in other.texts)
            }
            assert not having - {cause.id} - {each.cause for each in marker.also} or marker.seen, marker.text


@pytest.mark.parametrize("cause", COLLECTED["causes"])
def test_each_cause_is_an_address_that_shows_its_texts(catalog: Catalog, site: Path, cause: str) -> None:
    shown = site / public_url(cause_uri(catalog, cause)) / "index.html"
    page = site / "errors" / cause / "index.html"
    if page != shown:
        leads_to = re.search('href="([^"]+)"', page.read_text(encoding="utf-8"))
        assert leads_to is not None
        assert (page.parent / leads_to[1] / "index.html").resolve() == shown.resolve()
        known = json.loads((site / "assets" / "data" / "addresses.json").read_text(encoding="utf-8"))
        assert known[f"errors/{cause}"] == public_url(cause_uri(catalog, cause))
    text = _words(re.sub("<[^>]*>", " ", shown.read_text(encoding="utf-8")))
    found = catalog.client_causes[cause]
    expected = [
        *(marker.text for marker in found.markers),
        *(t.text for t in found.texts),
        *(s.tool for s in found.silent),
    ]
    assert [one for one in expected if _words(html.escape(one)) not in text] == []


def _words(text: str) -> str:
    """A text without white space and with the same spelling of quotes, so that markup within it does not matter."""
    return re.sub(r"\s+", "", html.unescape(html.unescape(text)))


def test_markers_that_decide_are_found_by_the_search(catalog: Catalog, site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    found: dict[str, str] = {}
    for entry in index:
        page = entry["location"].split("#")[0]
        found[page] = found.get(page, "") + _words(entry["text"])
    for cause in catalog.client_causes.values():
        page = public_url(cause_uri(catalog, cause.id))
        assert [m.text for m in cause.markers if _words(m.text) not in found[page]] == [], page


def exit_codes(catalog: Catalog) -> set[tuple[str, str]]:
    """Exit codes of curl, which are the numbers of PHP's curl_errno too, and the entry that each text leads to."""
    found = (
        (re.match(r"curl: \((\d+)\)|\[errno (\d+)\]", text.text), cause.errors[0])
        for cause in catalog.client_causes.values()
        for text in cause.texts
    )
    return {(match[1] or match[2], entry) for match, entry in found if match and (match[1] or match[2]) != "22"}


@pytest.mark.parametrize(("code", "entry"), sorted(exit_codes(real_catalog())))
def test_the_guide_leads_from_each_exit_code_to_its_entries(code: str, entry: str) -> None:
    rows = [line for line in GUIDE.splitlines() if re.match(rf"\| {code}\b", line)]
    assert any(f"[[{entry}" in row for row in rows), f"no row of exit code {code} leads to {entry}"
