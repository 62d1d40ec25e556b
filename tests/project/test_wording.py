"""The list of words finds what it refuses in every kind of source, and refuses exceptions that nothing needs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reference.__main__ import main
from reference.exports import programs
from tests.real import ROOT

LIST = """
[[words]]
find = 'for ever'
write = 'forever'

[[words]]
find = 'repl(y|ies)'
write = 'response'
except = ['short replies']
"""
FORMS = {
    "README.md": "Wait for\never. `for ever` <!-- for ever --> [here](for-ever) and [[for ever]] lead on.",
    "docs/guides/why.md": "---\ntitle: A\ndescription: B\n---\n# A\n\n[[page:faq|for ever]]\n\n```\nfor ever\n```\n",
    "hooks/templates/page.j2": '{# for ever #}\n{{ replies }}{{ "stays for ever" if replies }}\n',
    "docs/assets/js/tool.js": 'const replies = 1; // for ever\nconst told = "stays for ever";\n',
    "hooks/reference/pages/one.py": '"""For ever."""\n\nTOLD = f"{replies}"\n\nSAID = "stays for ever"\n',
}
LINES = {"README.md": 1, "docs/guides/why.md": 7, "docs/assets/js/tool.js": 2, "hooks/reference/pages/one.py": 5}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with a list of its own, which is the working directory."""
    shutil.copytree(ROOT / "tests" / "data" / "minimal", tmp_path / "docs")
    (tmp_path / "snippets").mkdir()
    put(tmp_path, "hooks/reference/words.toml", LIST)
    put(tmp_path, "FAQ.md", "Short replies to everything.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def told(capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["check"]) == 1
    return [line for line in capsys.readouterr().err.splitlines() if "write forever" in line or "exception" in line]


def test_nothing_is_found_where_the_words_are_right(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0, capsys.readouterr().err
    assert project.name


BROKEN = {
    "[": (1, "this isn't TOML"),
    "a = 1\nb = =\n": (2, "this isn't TOML"),
    "": (1, "there are no entries"),
    "words = 5": (1, "there are no entries"),
    "words = [5]": (1, "entry 1 can't be read"),
    LIST + "\n[[words]]\nfind = 'x'": (1, "entry 3 can't be read"),
    "[[words]]\nfind = '('\nwrite = 'x'": (1, "entry 1 can't be read"),
    "[[words]]\nfind = 5\nwrite = 'x'": (1, "entry 1 can't be read"),
    "[[words]]\nfind = 'x'\nwrite = 'x'\nexcept = 5": (1, "entry 1 can't be read"),
    "a = " + "[" * 10_000: (1, "brackets are nested too deeply"),
}


@pytest.mark.parametrize("text", BROKEN, ids=[said[1] + str(n) for n, said in enumerate(BROKEN.values())])
def test_a_list_that_cannot_be_read_is_one_line(project: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    put(project, "hooks/reference/words.toml", text)
    assert main(["check"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    number, what = BROKEN[text]
    assert line.startswith(f"hooks/reference/words.toml:{number}: {what}")
    assert "; " in line


@pytest.mark.parametrize(
    ("text", "said"),
    [("[limits]\n[scores", ":2: this isn't TOML"), ("", ":1: the table [client] is missing; write it")],
)
def test_rules_of_explain_that_cannot_be_read_are_told(
    project: Path, text: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(project, "rules.toml", text)
    monkeypatch.setattr("reference.exports.programs.FILE", project / "rules.toml")
    assert main(["check"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line for line in lines if not line.startswith(programs.RULES)] == []
    assert lines[0].startswith(f"{programs.RULES}{said}")


@pytest.mark.parametrize("name", FORMS)
def test_a_word_is_found_once_in_every_kind_of_source(
    project: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    put(project, name, FORMS[name])
    assert told(capsys) == [f"{name}:{LINES.get(name, 2)}: `for ever`; write forever"]


def test_a_word_is_found_in_the_catalog(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faq = project / "docs/catalog/faq.yml"
    text = faq.read_text(encoding="utf-8")
    faq.write_text(text.replace("See [[page", "Wait for ever, or see [[page"), encoding="utf-8")
    assert told(capsys) == ["docs/catalog/faq.yml:4: `for ever`; write forever"]


def test_an_exception_that_no_text_needs_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "FAQ.md").unlink()
    found = told(capsys)
    assert found == ["hooks/reference/words.toml:9: no text needs the exception `short replies`; delete it"]
