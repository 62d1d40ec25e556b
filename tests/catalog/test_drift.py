"""What a checkout has otherwise than the catalog is named: on a small tree of our own, in BigBlueButton's forms."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from reference.__main__ import main
from reference.catalog.contents import Catalog
from reference.catalog.problems import CatalogError
from reference.drift import checkout, report
from tests.real import ROOT

TREE = ROOT / "tests" / "data" / "drift"
JAVA = "bbb-common-web/src/main/java/org/bigbluebutton/api/"
GROOVY = "bigbluebutton-web/grails-app/controllers/org/bigbluebutton/web/controllers/"
PAGES = "bigbluebutton-web/src/main/webapp/WEB-INF/freemarker/"
KEYS, TEXTS, RULES, LOST, LOST_RULES, UNREAD = (
    "Keys that the catalog doesn't have, or not for 3.0",
    "Texts that the catalog has otherwise",
    "Rules that the catalog doesn't have for the call",
    "What the catalog has and the source lost",
    "Rules that the catalog has for the call and the source lost",
    "What could not be read",
)


class Plant(NamedTuple):
    """A change of the tree, and what it must lead to: part of the report, and words of a line in it."""

    file: str
    old: str
    new: str
    told: dict[str, str]


PLANTS = {
    "a declaration with another key": Plant(
        f"{JAVA}ApiErrors.java",
        '"mismatchCreateTimeParam"',
        '"mismatchOfTimes"',
        {KEYS: "ApiErrors.java:9: mismatchOfTimes", LOST: "mismatchCreateTimeParam: "},
    ),
    "a declaration with another constant": Plant(
        f"{JAVA}ApiErrors.java",
        "the current meeting.",
        "this meeting.",
        {TEXTS: "mismatches with this meeting.", LOST: "mismatchCreateTimeParam: "},
    ),
    "a constraint with another text": Plant(
        f"{JAVA}model/constraint/MeetingIDConstraint.java",
        "between 2 and 256",
        "between 2 and 512",
        {
            TEXTS: "between 2 and 512",
            LOST: "sizeError-meetingID: ",
            LOST_RULES: "isMeetingRunning: sizeError-meetingID",
        },
    ),
    "a constraint with another default key": Plant(
        f"{JAVA}model/constraint/ContentTypeConstraint.java",
        '"unsupportedContentType"',
        '"wrongContentType"',
        {
            KEYS: "wrongContentType",
            LOST: "unsupportedContentType: ",
            LOST_RULES: "getMeetingInfo: unsupportedContentType",
        },
    ),
    "a constraint less in a request": Plant(
        f"{JAVA}model/request/MeetingInfo.java",
        "@MeetingExistsConstraint",
        "",
        {LOST: "notFound-meeting: ", LOST_RULES: "getMeetingInfo: notFound-meeting"},
    ),
    "a constraint more in a request": Plant(
        f"{JAVA}model/request/MeetingRunning.java",
        "@MeetingIDConstraint",
        "@MeetingIDConstraint @MeetingExistsConstraint",
        {RULES: "isMeetingRunning: notFound"},
    ),
    "a constraint whose text is elsewhere": Plant(
        f"{JAVA}model/constraint/MeetingExistsConstraint.java",
        '"A meeting with that ID does not exist"',
        "Texts.NO_MEETING",
        {UNREAD: "@MeetingExistsConstraint has no key or text"},
    ),
    "a call more": Plant(
        f"{JAVA}service/ValidationService.java",
        'MEETING_RUNNING("isMeetingRunning"),',
        'MEETING_RUNNING("isMeetingRunning"), POLL("makePoll"),',
        {UNREAD: "the request of makePoll isn't found"},
    ),
    "a controller with another key": Plant(
        f"{GROOVY}ApiController.groovy",
        '"idNotUnique"',
        '"idTaken"',
        {KEYS: "ApiController.groovy:9: idTaken", LOST: "idNotUnique: "},
    ),
    "a controller that computes its text": Plant(
        f"{GROOVY}RecordingController.groovy",
        '"notFound"\n      message "We could not find recordings"',
        '"notFound"\n      message reason',
        {UNREAD: "key or text isn't written here: builder.response", LOST: "notFound-recordings"},
    ),
    "a warning with another text": Plant(
        f"{GROOVY}ApiController.groovy", "may currently be in progress", "may run", {TEXTS: "may run"}
    ),
    "a text with a value in it": Plant(
        f"{GROOVY}RecordingController.groovy", "actual=${params.kind}", "was ${params.kind}", {TEXTS: "was {}"}
    ),
    "a service with another key": Plant(
        f"{JAVA}service/impl/RecordingServiceFileImpl.java",
        '"noRecordings"',
        '"noSuchRecording"',
        {KEYS: "noSuchRecording"},
    ),
    "a template with another text": Plant(
        f"{PAGES}get-recordings.ftlx", "There are no recordings", "Nothing", {TEXTS: "Nothing for the meeting(s)."}
    ),
}


def sections(lines: list[str]) -> dict[str, set[str]]:
    """The lines of a report, by the title they stand under."""
    result: dict[str, set[str]] = {}
    title = ""
    for line in lines:
        if line.startswith("  "):
            result.setdefault(title, set()).add(line.strip())
        elif line:
            title = line
    return result


def reported(catalog: Catalog, tree: Path) -> dict[str, set[str]]:
    return sections(list(report.lines(catalog, checkout.read(tree))))


@pytest.fixture(scope="module")
def usual(catalog: Catalog) -> dict[str, set[str]]:
    """The report on the tree as it is."""
    return reported(catalog, TREE)


def test_what_the_catalog_has_is_no_difference(usual: dict[str, set[str]]) -> None:
    told = usual
    assert not set(told) & {KEYS, TEXTS, RULES, LOST_RULES}
    assert not any("inAComment" in line for lines in told.values() for line in lines)


@pytest.mark.parametrize("name", PLANTS)
def test_a_change_of_the_source_is_named(
    catalog: Catalog, usual: dict[str, set[str]], name: str, tmp_path: Path
) -> None:
    plant = PLANTS[name]
    tree = tmp_path / "checkout"
    shutil.copytree(TREE, tree)
    text = (tree / plant.file).read_text(encoding="utf-8")
    assert plant.old in text
    (tree / plant.file).write_text(text.replace(plant.old, plant.new), encoding="utf-8")
    after = reported(catalog, tree)
    for title, words in plant.told.items():
        new = after.get(title, set()) - usual.get(title, set())
        assert any(words in line for line in new), f"{title}: {new}"


def test_a_file_that_is_gone_is_named(catalog: Catalog, tmp_path: Path) -> None:
    shutil.copytree(TREE, tmp_path / "checkout")
    (tmp_path / "checkout" / JAVA / "service/ValidationService.java").unlink()
    told = reported(catalog, tmp_path / "checkout")
    assert any(
        line.startswith("invalidPassword-length: the file that it was read in isn't there") for line in told[LOST]
    )
    assert any("no rule of a call could be read" in line for line in told[UNREAD])


def test_a_file_that_cannot_be_read_is_named(catalog: Catalog, tmp_path: Path) -> None:
    shutil.copytree(TREE, tmp_path / "checkout")
    (tmp_path / "checkout" / JAVA / "Odd.java").write_bytes(b'class Odd { String a = "\xff"; }')
    (tmp_path / "checkout" / JAVA / "Open.java").write_text('class Open { void a() { invalid("key", ', "utf-8")
    assert any(
        "Odd.java:1: the file can't be read" in line for line in reported(catalog, tmp_path / "checkout")[UNREAD]
    )


LONG = 60_000
HOSTILE = {
    "comments": "/* " * (LONG // 3),
    "texts": '\\"' * (LONG // 2),
    "calls that are never closed": 'invalid("a", ' * (LONG // 13),
    "calls in calls": "invalid(" * (LONG // 9) + ")" * (LONG // 9),
    "lists": 'addError(["a", ' * (LONG // 15),
    "annotations": "@A(" * (LONG // 3),
    "an annotation with a default": "@interface A " + "String key() default " * (LONG // 21),
    "responses": "response" * (LONG // 8),
    "new responses": "new " + "Resp" * (LONG // 4),
    "declarations": "def " * (LONG // 4) + 'invalid("a", "b")',
    "a text with many values": 'invalid("checksumError", "' + "${a}x" * 40 + '")',
    "a long text": 'invalid("checksumError", "' + "ab c" * (LONG // 4) + '")',
    "values without end": 'invalid("a", "' + "${" * (LONG // 2) + '")',
    "a long key": 'invalid("' + "ab" * (LONG // 2) + '", "x")',
    "a key that a terminal obeys": 'invalid("a\\u001b[31m\\ud800", "x")',
    "many keys": 'invalid("a", "b")\n' * 6000,
    "cases": 'A("x") ' + "case A " * (LONG // 7),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_source_that_is_made_to_take_long_takes_no_time(catalog: Catalog, name: str, tmp_path: Path) -> None:
    for folder, file in ((GROOVY, "A.groovy"), (JAVA, "ValidationService.java")):
        path = tmp_path / folder / file
        path.parent.mkdir(parents=True)
        path.write_text(HOSTILE[name], encoding="utf-8")
    begun = time.process_time()
    try:
        told = "\n".join(report.lines(catalog, checkout.read(tmp_path)))
    except CatalogError as error:
        told = str(error)
    assert time.process_time() - begun < 4
    assert told.replace("\n", "").isprintable()


def test_folders_that_never_end_and_links_are_left_alone(tmp_path: Path) -> None:
    shutil.copytree(TREE, tmp_path / "checkout")
    usual = checkout.read(tmp_path / "checkout").files
    (tmp_path / "checkout" / GROOVY / "loop").symlink_to("..")
    (tmp_path / "checkout" / GROOVY / "link.groovy").symlink_to("ApiController.groovy")
    os.mkfifo(tmp_path / "checkout" / GROOVY / "pipe.groovy")
    place = os.open(tmp_path / "checkout" / GROOVY, os.O_RDONLY)
    for _ in range(1200):  # deeper than a path may be long, and than a function may call itself
        os.mkdir("d", dir_fd=place)
        inner = os.open("d", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)
    try:
        assert checkout.read(tmp_path / "checkout").files == usual
    finally:
        subprocess.run(["rm", "-rf", str(tmp_path / "checkout")], check=True)  # noqa: S607 - Python's own gives up on it


def test_constraints_that_are_composed_of_one_another_are_looked_at_once(catalog: Catalog, tmp_path: Path) -> None:
    shutil.copytree(TREE, tmp_path / "checkout")
    names = [f"A{number}" for number in range(40)]
    for name in names:
        each = tmp_path / "checkout" / JAVA / f"model/constraint/{name}.java"
        each.write_text(f"{' '.join(f'@{other}' for other in names)} @interface {name} {{}}", "utf-8")
    request = tmp_path / "checkout" / JAVA / "model/request/MeetingRunning.java"
    request.write_text(request.read_text("utf-8").replace("@MeetingIDConstraint", "@A1 @MeetingIDConstraint"), "utf-8")
    begun = time.process_time()
    assert reported(catalog, tmp_path / "checkout")
    assert time.process_time() - begun < 4


def test_another_line_has_texts_of_its_own(catalog: Catalog, usual: dict[str, set[str]]) -> None:
    old = sections(list(report.lines(catalog, checkout.read(TREE), "2.2")))
    assert old[LOST] != usual[LOST]


def test_the_command(
    catalog: Catalog, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("reference.__main__.load", lambda _: catalog)
    folder = ["--catalog", str(ROOT / "docs" / "catalog")]
    assert main([*folder, "drift", str(TREE)]) == 0
    assert "places that could not be read." in capsys.readouterr().out
    assert main([*folder, "drift", str(tmp_path)]) == 1
    assert main([*folder, "drift", str(TREE), "--line", "1.1"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert "holds none of the source files" in told[0]
    assert "no release line is `1.1`" in told[1]


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="name a checkout of BigBlueButton"):
        checkout.read(tmp_path)
