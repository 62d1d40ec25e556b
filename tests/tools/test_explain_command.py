"""The command that explains errors in a terminal, against the same corpus as the page's matcher."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from bbb_errors import data as command_data
from bbb_errors import program as command
from bbb_errors.matcher import Matcher
from bbb_wire.response import fill
from reference.catalog.contents import Catalog
from reference.exports import errors_json
from reference.exports.publication import Publication
from reference.pages.views import answer_forms, values
from tests.real import ROOT
from tests.tools.front_ends import pasted
from tests.tools.pastes import CORPUS
from tests.tools.test_explain import variants


@pytest.fixture(scope="module")
def data(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "errors.json"
    path.write_text(errors_json.text(Publication(catalog).reference), encoding="utf-8")
    return path


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case["name"])
def test_mangled_pastes(matcher: Matcher, case: dict[str, Any]) -> None:
    report = matcher.explain(case["text"])
    assert (report.kind, list(report.findings)) == (case["kind"], case.get("entries", []))
    if "first" in case:
        assert next(iter(report.candidates)) == case["first"]
    if "values" in case:
        assert report.findings[case["entries"][0]] == case["values"]
    if "call" in case:
        assert report.calls[case["entries"][0]] == case["call"]


def test_every_key_message_and_answer_of_the_catalog(catalog: Catalog, matcher: Matcher) -> None:
    wrong = []
    for address, error in catalog.errors.items():
        if error.key and list(matcher.explain(error.key.upper()).findings) != [address]:
            wrong.append(error.key)
        for answer in error.answers:
            filled = fill(answer.message or "", values(catalog))
            report = matcher.explain(filled)
            if answer.message and address not in {*report.findings, *report.candidates}:
                wrong.append(filled)
        for wire in (w for a in error.shown if error.key for w in answer_forms(catalog, a)):
            wrong += [text for text in variants(wire.text) if list(matcher.explain(text).findings) != [address]]
    assert not wrong, wrong


def test_every_sentence_of_a_front_end_is_told_with_all_that_can_be_behind_it(
    catalog: Catalog, matcher: Matcher
) -> None:
    for each in pasted(catalog):
        report = matcher.explain(each.text)
        assert {sentence["front_end"] for sentence in report.sentences} == each.programs, each.text
        assert tuple(report.findings) == (each.entries if each.certain else ()), each.text
        assert (*report.findings, *report.candidates) == each.entries, each.text
        assert report.head[:1].isupper(), f"{report.head!r} has no beginning: {each.text}"


def test_a_sentence_of_a_front_end_in_words(data: Path) -> None:
    result = explained(data, "explain", "Invalid BigBlueButton Endpoint and Secret")
    assert result.returncode == 0, result.stderr
    said = result.stdout.decode()
    assert said.startswith("Greenlight v2 hides the real error.\n")
    assert "  Where to look: The container's production.log" in said
    assert "  More: front-ends/greenlight-2/#invalid-bigbluebutton-endpoint-and-secret\n" in said


def explained(data: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'hooks')!r}); "
        "from bbb_errors.program import main; sys.exit(main(sys.argv[1:]))"
    )
    asked = [sys.executable, "-I", "-c", code]
    program = [*asked, "--data", str(data), *arguments]
    return subprocess.run(program, input=given, capture_output=True, timeout=60, check=False)


@pytest.mark.parametrize("lost", ["placeholders", "calls", "errors", "releases"])
def test_data_of_another_version_is_told_in_one_line(data: Path, tmp_path: Path, lost: str) -> None:
    content = json.loads(data.read_text(encoding="utf-8"))
    content[lost] = [{}]
    other = tmp_path / "errors.json"
    other.write_text(json.dumps(content), encoding="utf-8")
    result = explained(other, "explain", "checksumError")
    said = f"{other}: is of another version than this program; take both from one release\n"
    assert (result.returncode, result.stderr.decode()) == (2, said)


@pytest.mark.parametrize("name", ["a\nb.json", "\x1b[31m.json"])
def test_a_name_is_told_in_one_line(data: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    for arguments in (
        (tmp_path / name, "list"),
        (tmp_path / f"no{name}", "list"),
        (data, "explain", str(tmp_path / name)),
    ):
        said = explained(*arguments).stderr.decode()
        assert said.endswith("\n")
        assert said[:-1].isprintable()


OUTPUTS = {
    ">/dev/full": "The output can't be written (No space left on device); name another place\n",
    ">&-": "Standard output is closed; nothing can be printed\n",
}


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("command", ["explain checksumError", "list --json", "data", "--version"])
def test_output_that_cannot_be_written_is_told_in_one_line(data: Path, command: str, output: str) -> None:
    asked = f"{sys.executable} -m bbb_errors {'' if command == '--version' else '--data $DATA'} {command} {output}"
    environment = {"DATA": str(data), "PYTHONPATH": str(ROOT / "hooks")}
    done = subprocess.run(["/bin/sh", "-c", asked], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, OUTPUTS[output])


def test_standard_input_that_is_closed_is_told_in_one_line(data: Path) -> None:
    asked = f"{sys.executable} -m bbb_errors --data $DATA explain - <&-"
    environment = {"DATA": str(data), "PYTHONPATH": str(ROOT / "hooks")}
    done = subprocess.run(["/bin/sh", "-c", asked], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "standard input is closed; name a file\n")


RESPONSES = "".join(f"<key>k{n}</key><message>m{n}</message>" for n in range(6000))


@pytest.mark.parametrize(
    "bit",
    ["<key>", '"message":"\\', "&amp;lt;", "%255B", "Meeting with id [", 'message="', '"message":"a', RESPONSES],
    ids=lambda bit: str(bit[:20]),
)
def test_a_megabyte_does_not_stand_still(data: Path, bit: str) -> None:
    assert explained(data, "explain", "-", given=(bit * (1_000_000 // len(bit))).encode()).stdout


def test_key_message_file_and_standard_input(data: Path, tmp_path: Path) -> None:
    answer = b"<response><returncode>FAILED</returncode><messageKey>notFound</messageKey></response>"
    (tmp_path / "answer.xml").write_bytes(answer + b"\xff\xfe")
    for result in (
        explained(data, "explain", "notfound"),
        explained(data, "explain", str(tmp_path / "answer.xml")),
        explained(data, "explain", "-", given=answer),
    ):
        assert result.returncode == 0, result.stderr
        assert b"notFound  (error)" in result.stdout
        assert b"More: errors/notFound/" in result.stdout
    result = explained(data, "explain", "Meeting", "with", "id", "[a]", "not", "found.")
    assert b"meetingID: a" in result.stdout
    assert json.loads(explained(data, "explain", "--json", "notFound").stdout)["findings"] == {"notFound": {}}
    assert len(explained(data, "list").stdout.splitlines()) == len(
        json.loads(data.read_text(encoding="utf-8"))["errors"]
    )


def test_every_entry_that_list_names_is_explained(data: Path, matcher: Matcher, signs: dict[str, Any]) -> None:
    names = [line.split(b"\t")[0].decode() for line in explained(data, "list").stdout.splitlines()]
    assert names == [each["name"] for each in signs["entries"].values()]
    assert [name for name in signs["entries"] if list(matcher.entry(name).findings) != [name]] == []
    keyless = next(name for name, each in signs["entries"].items() if not each["key"])
    for asked in (keyless, signs["entries"][keyless]["name"]):
        assert explained(data, "explain", asked).returncode == 0


def test_a_folder_with_the_name_of_a_key_is_no_file(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notFound").mkdir()
    assert b"notFound  (error)" in explained(data, "explain", "notFound").stdout
    (tmp_path / "logs").mkdir()
    for folder in ("./notFound", "logs"):
        assert b"is a folder" in explained(data, "explain", folder).stderr


def test_a_pipe_is_read(data: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_text, args=("<messageKey>notFound</messageKey>",))
    writer.start()
    assert b"notFound  (error)" in explained(data, "explain", str(tmp_path / "pipe")).stdout
    writer.join()
    assert b"notFound  (error)" in explained(data, "explain", "/dev/stdin", given=b"notFound").stdout


def test_a_log_file_is_listed_with_line_numbers(data: Path, tmp_path: Path) -> None:
    log = "INFO all is well\n" * 100 + "ERROR create said checksumError\n" * 6 + "INFO Invalid offset parameter null\n"
    (tmp_path / "bbb.log").write_text(log, encoding="utf-8")
    said = explained(data, "explain", str(tmp_path / "bbb.log"))
    assert said.returncode == 0, said.stderr
    assert b"     6  checksumError  (lines 101, 102, 103, 104, 105 \xe2\x80\xa6)\n" in said.stdout
    assert explained(data, "explain", "-", given=log.encode()).stdout == said.stdout
    assert b"     1  Invalid offset parameter null  (line 107)\n" in said.stdout
    [most, other] = json.loads(explained(data, "explain", "--json", str(tmp_path / "bbb.log")).stdout)["log"]
    assert (most["name"], most["count"], most["lines"]) == ("checksumError", 6, [101, 102, 103, 104, 105])
    assert (other["count"], other["lines"]) == (1, [107])


def test_a_long_file_that_is_no_log_is_explained_as_a_whole(data: Path, tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_text("You did not pass\nthe checksum security check" + "\n" * 30, encoding="utf-8")
    said = explained(data, "explain", str(tmp_path / "answer.txt"))
    assert b"What to do" in said.stdout


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_has_the_encoding_of_its_byte_order_mark(data: Path, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "answer.xml").write_text("<messageKey>notFound</messageKey><message>ü</message>", encoding=encoding)
    assert b"notFound  (error)" in explained(data, "explain", str(tmp_path / "answer.xml")).stdout


def test_the_shape_of_the_json_is_documented(data: Path) -> None:
    report = json.loads(explained(data, "explain", "--json", "notFound").stdout)
    guide = (ROOT / "docs" / "guides" / "use-the-data.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in guide.rpartition("| field | holds |")[2].splitlines() if line[:3] == "| `"]
    assert {name.strip(" `") for row in rows for name in row.split(",")} == set(report)


def test_what_is_not_recognized_and_what_is_used_wrongly(data: Path, tmp_path: Path) -> None:
    assert explained(data, "explain", "hello world").returncode == 1
    empty = explained(data, "explain", "-", given=b" \n")
    assert (empty.returncode, empty.stderr.partition(b";")[0]) == (2, b"the text is empty")
    folder = explained(data, "explain", str(tmp_path))
    assert (folder.returncode, folder.stderr.count(b"\n")) == (2, 1)
    (tmp_path / "deep.json").write_text("[" * 100_000)
    deep = explained(tmp_path / "deep.json", "list")
    assert (deep.returncode, deep.stderr.count(b"\n")) == (2, 1)
    missing = explained(tmp_path / "none.json", "list")
    assert (missing.returncode, missing.stderr.count(b"\n")) == (2, 1)
    assert explained(data).returncode == 2
    os.mkfifo(tmp_path / "pipe")
    for odd in (str(tmp_path / "pipe"), "/dev/zero"):
        refused = explained(Path(odd), "list")
        assert (refused.returncode, refused.stderr.count(b"\n")) == (2, 1)


ODD = "\\ud800 \x1b[31m\x9b5m \x07\u202e\u200b"


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_what_is_pasted_does_nothing_to_a_terminal(
    data: Path, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    for text in (
        f'{{"returncode":"FAILED","messageKey":"notF{ODD}","message":"Meeting with id [{ODD}] not found."}}',
        f"Meeting with id [{ODD}\ud800] not found.",
    ):
        command.main(["--data", str(data), "explain", *more, text])
        said = capsys.readouterr().out
        assert "31m" in said
        assert all(c.isprintable() for c in said.replace("\n", "")), ascii(said)
        assert not more or json.loads(said)["kind"] in ("found", "unsure")


def test_without_data_it_says_where_it_belongs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command_data, "PLACES", ())
    assert command.main(["list"]) == 2
    assert "errors.json is missing" in capsys.readouterr().err
