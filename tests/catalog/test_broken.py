"""A wrong catalog is refused with all its problems, each with its line and what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.__main__ import main
from reference.catalog.contents import Spot
from reference.catalog.loading import load
from reference.catalog.problems import MOST, CatalogError
from reference.catalog.refs import PAGES, find_refs, replace_refs
from reference.catalog.vocabulary import Format
from tests.fuzz.planting import made, untouched, wrong_with
from tests.real import ROOT

DATA = ROOT / "tests" / "data"
MINIMAL = DATA / "minimal"


@dataclass(frozen=True)
class Case:
    """A change of the minimal catalog, and the problems it makes."""

    name: str
    problems: list[str] = field(default_factory=list)
    edit: Mapping[str, list[tuple[str, str]]] = field(default_factory=dict)
    write: Mapping[str, str] = field(default_factory=dict)
    latin1: Mapping[str, str] = field(default_factory=dict)
    repeat: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    delete: tuple[str, ...] = ()
    move: Mapping[str, str] = field(default_factory=dict)

    def apply(self, folder: Path) -> None:
        """Change the catalog in a folder."""
        for name in self.delete:
            _delete(folder / name)
        for name, edits in self.edit.items():
            text = (folder / name).read_text(encoding="utf-8")
            for old, new in edits:
                assert text.count(old) == 1, f"{old!r} is not there exactly once"
                text = text.replace(old, new)
            _write(folder / name, text.encode())
        for name, text in self.write.items():
            _write(folder / name, text.encode())
        for name, text in self.latin1.items():
            _write(folder / name, text.encode("latin-1"))
        for name, (text, times) in self.repeat.items():
            _write(folder / name, text.encode() * times)
        for name, new in self.move.items():
            (folder / new).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).rename(folder / new)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


_CALL = """\
name: {name}
summary: Another call.
methods: [GET]
auth: none
order: none
evidence: [{{thread: a/b#1, where: there}}]
success:
  - when: always
"""

CASES = [
    pytest.param(Case(**case), id=f"{path.stem}: {case['name']}")
    for path in sorted((DATA / "broken").glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a copy of the minimal catalog, which is the working directory."""
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path / "catalog")
    return tmp_path / "catalog"


def problems_of(folder: Path) -> list[str]:
    """Load a catalog and return its problems; any other exception fails the test."""
    try:
        load(folder)
    except CatalogError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.mark.parametrize("case", CASES)
def test_problems(catalog: Path, case: Case) -> None:
    case.apply(catalog)
    assert problems_of(catalog) == [each.replace("{pages}", ", ".join(PAGES)) for each in case.problems]


def test_every_case_is_named_once() -> None:
    ids = [str(case.id) for case in CASES]
    assert len(ids) == len(set(ids))


def test_the_minimal_catalog_loads(catalog: Path) -> None:
    loaded = load(catalog)
    assert list(loaded.errors) == ["checksumError", "sizeError", "gateway", "oldError"]
    assert list(loaded.answers) == ["checksumError-mismatch", "sizeError-name", "gateway-html", "oldError-create"]
    assert loaded.owner["sizeError-name"] is loaded.errors["sizeError"]
    assert loaded.category_of["gateway"].id == "meeting"
    assert set(loaded.formats) == set(Format)
    assert loaded.guides == ("checksum",)
    assert loaded.paths["sizeError"] == "errors/meeting/sizeError.yml"
    assert loaded.step_of("create", "sizeError-name") == Spot(step=2, position=1)
    assert loaded.step_of("create", "oldError-create") is None
    assert loaded.rank_of("sizeError") == 2
    assert loaded.rank_of("oldError") is None


def test_what_follows_from_other_files_is_filled_in(catalog: Path) -> None:
    answers = load(catalog).answers
    found = {answer.id: (answer.calls, answer.returncode, answer.http_status) for answer in answers.values()}
    assert found == {
        "checksumError-mismatch": (("create",), "FAILED", 200),
        "sizeError-name": (("create",), "FAILED", 200),
        "gateway-html": ((), None, 502),
        "oldError-create": (("create",), "FAILED", 200),
    }


def test_categories_and_their_entries_come_in_their_order(catalog: Path) -> None:
    change = {
        "contents.yml": [
            ("calls:", "  - {id: a, title: A, summary: The last., first: [gateway]}\ncalls:"),
            ("[checksumError, sizeError]", "[sizeError]"),
        ]
    }
    moved = {f"errors/meeting/{name}.yml": f"errors/a/{name}.yml" for name in ("checksumError", "gateway")}
    Case("", edit=change, move=moved).apply(catalog)
    loaded = load(catalog)
    assert [category.id for category in loaded.categories] == ["meeting", "a"]
    assert list(loaded.errors) == ["sizeError", "oldError", "gateway", "checksumError"]
    assert [error.address for error in loaded.entries(loaded.categories[1])] == ["gateway", "checksumError"]


def test_calls_that_do_not_come_first_are_sorted_by_name(catalog: Path) -> None:
    for name in ("Zoo", "end", "also"):
        _write(catalog / f"calls/{name}.yml", _CALL.format(name=name).encode())
    assert list(load(catalog).calls) == ["create", "also", "end", "Zoo"]


def test_the_calls_of_an_answer_come_in_the_order_of_the_site(catalog: Path) -> None:
    for name in ("also", "end"):
        _write(catalog / f"calls/{name}.yml", f"{_CALL.format(name=name)}    answer: sizeError-name\n".encode())
    assert load(catalog).answers["sizeError-name"].calls == ("create", "also", "end")


def test_the_answers_of_a_rules_step_are_sorted_by_rank(catalog: Path) -> None:
    change = {
        "calls/create.yml": [("[sizeError-name]", "[sizeError-name, oldError-create]")],
        "errors/meeting/oldError.yml": [
            ("    calls: [create]\n", ""),
            ("sent: never sent", "sent: undecided"),
            ("sent_instead:", "fixes: [Wait.]\nsent_instead:"),
        ],
        "ranks.yml": [("keys: [checksumError]", "keys: [oldError]")],
    }
    Case("", edit=change).apply(catalog)
    loaded = load(catalog)
    assert loaded.calls["create"].steps[1].answers == ("oldError-create", "sizeError-name")
    assert loaded.step_of("create", "sizeError-name") == Spot(step=2, position=2)


def test_a_loaded_catalog_cannot_be_changed(catalog: Path) -> None:
    loaded = load(catalog)
    with pytest.raises(TypeError):
        loaded.errors["new"] = loaded.errors["gateway"]  # type: ignore[index]  # what the type forbids fails too
    with pytest.raises(FrozenInstanceError):
        loaded.faq = ()  # type: ignore[misc]  # likewise


def test_references_of_pages_are_explained_as_in_the_catalog(catalog: Path) -> None:
    loaded = load(catalog)
    refs = list(find_refs("[[sizeError]] [[guide:checksum]] [[call:crate]]"))
    expected = ("`[[call:crate]]` leads nowhere: no call is named `crate`",)
    assert [loaded.explain_ref(ref) for ref in refs[:2]] == [None, None]
    assert (loaded.explain_ref(refs[2]) or ())[:1] == expected


def test_references_are_replaced_but_not_in_code() -> None:
    text = "[[a#b|c\n  d]] `[[e]]` [[call:f]] ``` [[g]]\n\n~~~\n[[h]]\n~~~\n[[i]]"
    replaced = replace_refs(text, lambda ref: f"<{ref.kind} {ref.target} {ref.anchor} {ref.label}>")
    assert replaced == (
        "<error a b c d> `[[e]]` <call f None None> ``` <error g None None>\n\n~~~\n[[h]]\n~~~\n<error i None None>"
    )


def test_paths_are_shown_from_the_working_directory(catalog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (catalog / "faq.yml").unlink()
    monkeypatch.chdir(catalog.parent)
    assert problems_of(catalog) == ["catalog/faq.yml:1: the file is missing; write it"]
    monkeypatch.chdir("/")
    assert problems_of(catalog) == [f"{catalog.relative_to('/')}/faq.yml:1: the file is missing; write it"]


def test_a_folder_that_is_not_there(catalog: Path) -> None:
    assert problems_of(catalog / "none") == ["none:1: there is no such folder; name the catalog's folder"]


@pytest.mark.parametrize("name", ["faq.yml", "errors/meeting/oldError.yml", "calls/create.yml"])
def test_an_alias_bomb_is_refused_at_once(catalog: Path, name: str) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 40)]
    _write(catalog / name, "\n".join(lines).encode())
    start = time.perf_counter()
    found = problems_of(catalog)
    assert time.perf_counter() - start < 1
    assert found[0] == f"{name}:1: anchor `&a0`; delete it; anchors are not allowed"


@pytest.mark.parametrize("nested", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused_at_once(catalog: Path, nested: str) -> None:
    _write(catalog / "errors/meeting/oldError.yml", nested.encode() * 100_000)
    start = time.perf_counter()
    found = problems_of(catalog)
    assert time.perf_counter() - start < 1
    assert [problem.partition(":")[0] for problem in found] == ["errors/meeting/oldError.yml"]


FAQ = "  - {id: a, question: A?, answer: 'b'}\n"
MANY = {
    "fields that are missing": "  - {questin: a}\n" * 4000,
    "names that lead nowhere": FAQ.replace("b", " ".join(f"[[checksumErorr{n}]]" for n in range(8000))),
    "HTML": "".join(f"  - {{id: a{n}, question: A?, answer: <b>}}\n" for n in range(3000)),
    "tags": "  - !a b\n" * 8000,
}


@pytest.mark.parametrize("items", MANY.values(), ids=MANY)
def test_of_a_great_many_problems_the_first_are_told_at_once(catalog: Path, items: str) -> None:
    _write(catalog / "faq.yml", f"faq:\n{items}".encode())
    start = time.process_time()
    found = problems_of(catalog)
    assert time.process_time() - start < 3
    assert MOST < len(found) < 3 * MOST
    assert any("there are more than" in problem and problem.endswith("; mend these first") for problem in found)


MINIMAL_FILES = sorted(path.relative_to(MINIMAL / "catalog").as_posix() for path in MINIMAL.rglob("*.yml"))
JUNK = st.one_of(st.binary(max_size=40), st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")))
SIGNS = st.sampled_from(
    [*"[]{}:,-?&*!|>'\"%@`#\t\n~=<", "- ", ": ", "\n  ", "---\n", "<<: ", "[[", "1e999", "\0", "{x}"]
)


@settings(max_examples=250, deadline=None)
@given(data=st.data())
def test_whatever_is_in_the_files_they_are_refused_or_make_harmless_pages(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(MINIMAL_FILES))
    content = (MINIMAL / "catalog" / name).read_bytes()
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(content))] * 2)))
    middle = data.draw(st.one_of(JUNK, SIGNS.map(str.encode), st.just(content[start:end] * 2)))
    cut = data.draw(st.booleans())
    with TemporaryDirectory() as folder:
        shutil.copytree(MINIMAL, folder, dirs_exist_ok=True)
        _write(Path(folder, "catalog", name), content[:start] + middle + (b"" if cut else content[end:]))
        assert wrong_with(made(Path(folder)), untouched()) == []


def test_the_command_says_what_the_catalog_holds(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--catalog", str(catalog), "check"]) == 0
    assert capsys.readouterr().out == "catalog ok: 4 errors, 4 answers, 1 calls\n"


def test_the_command_prints_one_line_per_problem(catalog: Path) -> None:
    _write(catalog / "faq.yml", b"\xff")
    _write(catalog / "speakers.yml", b"")
    done = subprocess.run(
        [sys.executable, "-m", "reference", "--catalog", ".", "check"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "faq.yml:1: byte 0xff is not UTF-8; save the file as UTF-8",
        "speakers.yml:1: the file is empty; write its fields",
    ]
