"""The release of BigBlueButton that a paste names: how it is read, and what of the catalog it brings first."""

from __future__ import annotations

import pytest

from bbb_errors.matcher import Matcher
from bbb_errors.patterns import PATTERNS
from bbb_errors.responses import release_in
from bbb_wire.releases_named import lines_named
from reference.catalog.contents import Catalog

LINES = ("2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "3.0", "4.0")


@pytest.mark.parametrize(
    "spelling", ["BigBlueButton Server {}.12 (3064)", "bbb-web v{}", '{{"bbbVersion": "{}.4"}}', "BigBlueButton {}."]
)
def test_every_release_line_of_the_catalog_is_read(catalog: Catalog, spelling: str) -> None:
    for line in catalog.releases:
        assert release_in(spelling.format(line)) == line


@pytest.mark.parametrize(
    "text", ["Apache/2.4.57", "bbb-webhooks 3.0.0", "BBB 2.6.18, now BBB 3.0.4", "BigBlueButton 2.60", "xbbb 2.6", ""]
)
def test_other_programs_and_several_releases_are_no_release(text: str) -> None:
    assert not release_in(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("as 2.4 to 2.6 and early 2.7 required", ["2.4", "2.5", "2.6", "2.7"]),
        ("from 2.6 to late 3.0.", ["2.6", "2.7", "3.0"]),
        ("On a server up to 2.4.5, send it.", ["2.2", "2.3", "2.4"]),
        ("The same code worked before 2.6.18.", ["2.2", "2.3", "2.4", "2.5", "2.6"]),
        ("It worked before 2.4.", ["2.2", "2.3"]),
        ("The client was written for 2.3 or older", ["2.2", "2.3"]),
        ("On a server from 2.7 on, expect it.", ["2.7", "3.0", "4.0"]),
        ("On join in 2.7 and later", ["2.7", "3.0", "4.0"]),
        ("The call no longer exists as of 3.0.", ["3.0", "4.0"]),
        ("On a 2.2 or 2.3 server", ["2.2", "2.3"]),
        ("The text is Scalelite's, not 3.0's.", []),
        ("Received HTTP/0.9, such as SSH-2.0, or 12.4.4", []),
        ("It has no release.", []),
    ],
)
def test_what_sentences_of_the_catalog_are_about(text: str, lines: list[str]) -> None:
    assert lines_named(text, LINES) == lines


def test_what_names_the_release_comes_first(matcher: Matcher) -> None:
    checked = 0
    for entry, about in matcher.data["entries"].items():
        for line, named in about["for_line"].items():
            if not about["key"]:
                continue
            [finding] = matcher.explain(f"BigBlueButton {line}.1 said {about['key']}").details.values()
            assert finding.release == line
            for part, shown in (("fixes", finding.fixes), ("causes", finding.causes)):
                assert sorted(shown[: len(named[part])]) == named[part], (entry, line)
            checked += 1
    assert checked


def test_wordings_of_other_releases_are_marked(matcher: Matcher) -> None:
    reworded = [each for each in matcher.data["answers"] if each["texts"]]
    assert reworded
    for each in reworded:
        key = matcher.data["entries"][each["entry"]]["key"]
        for line, text in each["texts"].items() if key else ():
            own, other = (_remarks(matcher, line, key, message) for message in (text, each["message"]))
            assert any("words this differently" in remark for remark in other), (each["id"], line)
            assert not any("differently: " in remark or "isn't the wording" in remark for remark in own), (own, line)


def _remarks(matcher: Matcher, line: str, key: str, message: str = "") -> list[str]:
    filled = PATTERNS["placeholder"].sub("x", message)
    text = f"<returncode>FAILED</returncode><messageKey>{key}</messageKey><message>{filled}</message>"
    [finding] = matcher.explain(f"BigBlueButton {line}.1: {text}").details.values()
    return finding.remarks


def test_what_a_release_does_not_send_is_marked_and_comes_last(matcher: Matcher) -> None:
    unsent = [(entry, line) for entry in matcher.data["entries"] for line in matcher.unsent(entry)]
    assert unsent
    mixed = 0
    for entry, line in unsent:
        key = matcher.data["entries"][entry]["key"]
        if not key:
            continue
        assert any(f"{line} doesn't send this" in remark for remark in _remarks(matcher, line, key)), (entry, line)
        misspelled = f"<returncode>FAILED</returncode><messageKey>{key[:-1]}</messageKey>"
        report = matcher.explain(f"BigBlueButton {line}.1: {misspelled}")
        marked = [f"{line} doesn't send it" in why for why in report.reasons.values()]
        assert marked == sorted(marked), report.reasons
        mixed += len(set(marked)) > 1
    assert mixed
