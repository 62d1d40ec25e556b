"""Files and folders that are none, names without end, and texts planted wherever the catalog has one."""

from __future__ import annotations

import os
import resource
import shutil
import socket
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.__main__ import main
from reference.catalog import files
from reference.catalog.problems import CatalogError, Problem
from reference.catalog.refs import without_code
from reference.pages import troubleshooting
from tests.catalog.test_broken import problems_of
from tests.fuzz.planting import MINIMAL, PAYLOADS, made, places, planted, untouched, wrong_with
from tests.real import ROOT, real_catalog

LINK = "symbolic links are not followed; put the file or folder itself here"
PIPE = "this is a pipe, a socket or a device; put a file here"


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a copy of the minimal catalog, which is the working directory."""
    shutil.copytree(MINIMAL, tmp_path / "docs")
    monkeypatch.chdir(tmp_path / "docs" / "catalog")
    return tmp_path / "docs" / "catalog"


@pytest.mark.parametrize("name", ["faq.yml", "errors/meeting/more.yml", "calls/end.yml", "errors/meeting/notes.txt"])
def test_a_pipe_is_refused_and_not_waited_for(catalog: Path, name: str) -> None:
    (catalog / name).unlink(missing_ok=True)
    os.mkfifo(catalog / name)
    start = time.perf_counter()
    assert problems_of(catalog) == [f"{name}:1: {PIPE}"]
    assert time.perf_counter() - start < 5


def test_a_socket_is_refused(catalog: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("calls/s.yml")
        assert problems_of(catalog) == [f"calls/s.yml:1: {PIPE}"]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("errors/loop", "."),
        ("errors/meeting/up", ".."),
        ("calls/self.yml", "self.yml"),
        ("calls/zero.yml", "/dev/zero"),
        ("calls/gone.yml", "not-there"),
        ("calls/out.yml", "/etc/hostname"),
        ("errors/other", "meeting"),
    ],
)
def test_links_are_refused_wherever_they_lead(catalog: Path, name: str, target: str) -> None:
    (catalog / name).symlink_to(target)
    assert problems_of(catalog) == [f"{name}:1: {LINK}"]


def test_files_of_editors_and_systems_are_passed_over(catalog: Path) -> None:
    (catalog / "errors" / "meeting" / ".#notFound.yml").symlink_to("somebody@a-machine.1234")
    (catalog / "errors" / "._meeting").write_bytes(b"\x00\x05\x16\x07")
    (catalog / ".idea").mkdir()
    (catalog / ".idea" / "workspace.yml").write_text("a: [", encoding="utf-8")
    assert problems_of(catalog) == []


def test_a_file_that_is_there_once_cannot_be_a_link(catalog: Path) -> None:
    (catalog / "faq.yml").rename(catalog.parent / "faq.yml")
    (catalog / "faq.yml").symlink_to("../faq.yml")
    assert problems_of(catalog) == [f"faq.yml:1: {LINK}"]


def test_folders_and_files_that_may_not_be_read_are_named(catalog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir, opened = os.scandir, Path.open

    def refuse(path: str) -> object:
        if str(path).endswith("calls"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    def closed(path: Path, *arguments: Any) -> object:
        if path.name == "faq.yml":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments)

    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(Path, "open", closed)
    assert problems_of(catalog) == [
        "calls:1: the folder cannot be read (Permission denied); make it a readable folder",
        "calls:1: the folder holds no call; add calls/<call>.yml",
        "faq.yml:1: the file cannot be read (Permission denied); make it a readable file",
    ]


@pytest.mark.parametrize("length", [101, 255, 300, 5000])
@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("errors/meeting/oldError.yml", "key: oldError"),
        ("errors/meeting/gateway.yml", "slug: gateway"),
        ("errors/meeting/oldError.yml", "id: oldError-create"),
        ("errors/meeting/checksumError.yml", "key: checksum error"),
        ("calls/create.yml", "name: create"),
        ("contents.yml", "id: meeting"),
        ("faq.yml", "id: why"),
        ("formats.yml", "name: name"),
        ("sources.yml", "id: upstream"),
    ],
)
def test_names_that_are_too_long_are_refused_in_short_lines(catalog: Path, file: str, old: str, length: int) -> None:
    path = catalog / file
    name = "a" * length
    text = path.read_text(encoding="utf-8")
    assert text.count(f"{old}\n") == 1
    path.write_text(text.replace(f"{old}\n", f"{old.partition(':')[0]}: {name}\n"), encoding="utf-8")
    found = problems_of(catalog)
    assert any(f"has {length} letters; shorten it to 100 at most" in problem for problem in found)
    assert all(len(problem) < 300 for problem in found)


def test_a_name_of_a_hundred_letters_is_built(catalog: Path) -> None:
    path = catalog / "errors/meeting/oldError.yml"
    text = path.read_text(encoding="utf-8").replace("key: oldError", f"key: {'a' * 100}")
    path.with_name(f"{'a' * 100}.yml").write_text(text, encoding="utf-8")
    path.unlink()
    found = made(catalog.parent)
    assert not isinstance(found, CatalogError), found
    assert f"errors/{'a' * 100}.md" in found.pages


def test_a_problem_is_one_short_line_whatever_it_names() -> None:
    name = "a\nb\u202e\udcff" + "x" * 400
    line = str(Problem("docs/a\rb.yml", 1, f"`{name}` is wrong, as is {'y' * 500}", f"delete `{name}`"))
    assert line.isprintable()
    assert len(line) < 300
    assert line.startswith("docs/a\\rb.yml:1: `a b\\u202e\\udcff")


HIDING = (0xAD, 0x34F, 0x61C, 0x115F, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A))


@pytest.mark.parametrize("code", [*HIDING, 0xFE0F, 0xFEFF, 0x3164, 0xE0001, 0xE0020, 0xE0100, 0x0B, 0x85, 0x2028])
def test_every_character_that_hides_is_found(tmp_path: Path, code: int) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"one\ntwo{chr(code)}\n", encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        files.read_text(path, "a.md")
    assert str(caught.value) == f"a.md:2: invisible character U+{code:04X}; delete it"


@settings(max_examples=60, deadline=None)
@given(place=st.sampled_from(places()), text=st.one_of(st.sampled_from(PAYLOADS), st.text(min_size=1, max_size=30)))
def test_what_is_planted_is_refused_or_harmless(place: tuple[str, tuple[int | str, ...]], text: str) -> None:
    assert wrong_with(planted(*place, text), untouched()) == []


@pytest.mark.parametrize(
    ("file", "loc"),
    [
        ("errors/meeting/checksumError.yml", ("aliases", 0, "key")),
        ("errors/meeting/checksumError.yml", ("answers", 0, "message")),
        ("errors/meeting/gateway.yml", ("answers", 0, "body")),
        ("calls/create.yml", ("success", 0, "body")),
    ],
)
def test_texts_that_may_hold_anything_are_shown_as_texts(file: str, loc: tuple[int | str, ...]) -> None:
    for text in PAYLOADS:
        assert wrong_with(planted(file, loc, text), untouched()) == [], text


@pytest.mark.parametrize("content", ["- a\n", "text\n", "5\n"])
@pytest.mark.parametrize("command", [["fix"], ["fix", "--check"]])
def test_fix_leaves_alone_what_is_no_mapping(
    catalog: Path, content: str, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (catalog / "faq.yml").write_text(content)
    assert main(["--catalog", str(catalog), *command]) == 1
    assert capsys.readouterr().err.endswith("faq.yml:1: the file must be a mapping of fields; write `name: value`\n")
    assert (catalog / "faq.yml").read_text() == content


def test_fix_writes_a_text_of_many_brackets(catalog: Path) -> None:
    text = (catalog / "faq.yml").read_text()
    (catalog / "faq.yml").write_text(text.replace("answer: ", f"answer: >-\n      {'[[a:' * 3000}\n    #", 1))
    assert main(["--catalog", str(catalog), "fix"]) == 0


ENDLESS = {
    "fences": "```a\n" * 20_000,
    "ticks": " a ".join("`" * n for n in range(1, 900)),
    "references": "[[a:" * 50_000,
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_code_that_never_ends_is_read_at_once(text: str) -> None:
    start = time.process_time()
    assert without_code(text).count("\n") == text.count("\n")
    assert time.process_time() - start < 10


def test_many_tabs_are_one_problem(catalog: Path) -> None:
    (catalog / "faq.yml").write_text("\t\n" * 300_000)
    start = time.process_time()
    assert problems_of(catalog) == ["faq.yml:1: tab in the indentation; use spaces, here and in 299999 more places"]
    assert time.process_time() - start < 10


@pytest.mark.parametrize("key", ['a"""b', "a\nb", "\\", "../x", "index", "k" * 101, "con", "日本"])
def test_no_skeleton_is_written_for_a_key_that_cannot_be(
    catalog: Path, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in catalog.rglob("*") if path.is_file()}
    options = ["new", "--key", key, "--call", "create", "--category", "meeting"]
    assert main(["--catalog", str(catalog), *options]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert {path: path.read_bytes() for path in catalog.rglob("*") if path.is_file()} == before
    assert not (catalog.parent.parent / "snippets").exists()


NEW = ["new", "--key", "someError", "--call", "create", "--category", "meeting"]


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_skeleton_takes_the_place_of_no_file(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    example = catalog.parent.parent / "snippets/errors/someError.py"
    example.parent.mkdir(parents=True)
    example.write_text("x = 1\n")
    before = contents(catalog.parent.parent)
    assert main(["--catalog", str(catalog), *NEW]) == 1
    assert "snippets/errors/someError.py is there already" in capsys.readouterr().err
    assert contents(catalog.parent.parent) == before


@pytest.mark.parametrize(("command", "room"), [(NEW, 0), (NEW, 500), (["fix"], 100)])
def test_no_file_is_left_half_written(
    catalog: Path, capsys: pytest.CaptureFixture[str], command: list[str], room: int
) -> None:
    other = catalog / "calls/create.yml"
    other.write_text(other.read_text().replace("name: ", "name:  ", 1))
    before = contents(catalog.parent.parent)
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, usual[1]))
    try:
        assert main(["--catalog", str(catalog), *command]) == 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert "cannot be read or written (File too large)" in capsys.readouterr().err
    assert contents(catalog.parent.parent) == before


def test_a_folder_that_cannot_be_written_is_one_line(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("CHANGELOG.md", "pyproject.toml"):
        shutil.copyfile(ROOT / name, catalog.parent.parent / name)
    assert main(["--catalog", str(catalog), "pages", "--out", "/proc/none/pages"]) == 1
    assert "this cannot be read or written" in capsys.readouterr().err


def test_every_example_of_a_symptom_that_is_missing_is_named() -> None:
    with pytest.raises(CatalogError) as caught:
        list(troubleshooting.pages(real_catalog(), {}, True))
    told = [str(problem) for problem in caught.value.problems]
    todo = "write the section settings of snippets/troubleshooting/checks.sh, or name another example"
    assert f"docs/catalog/symptoms/checksum.yml:1: there is no example `{troubleshooting.SETTINGS}`; {todo}" in told
    used = {
        check.example for group in real_catalog().symptoms.values() for each in group.symptoms for check in each.checks
    }
    for name in used - {None}:
        assert any(f"`{name}`" in line for line in told)
