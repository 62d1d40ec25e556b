"""What we rely on in the theme: the checklist, the script made from it, and that the installed theme still has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from tests.real import ROOT
from theme_contract import FILE, SCRIPT, MaterialError, Name, contract

TOKEN = re.compile(r"(?<![\w-])(?:--|data-)?md-[a-z0-9_-]+|\b__(?:md|search|palette)\w*")
"""A class, an attribute, a custom property, a global name or an id of the theme."""
NAMES = contract().names


@pytest.fixture(scope="module")
def theme() -> str:
    """The installed theme's templates, style sheets and scripts, without its icons."""
    folder = Path(str(resources.files("material"))) / "templates"
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix in {".html", ".css", ".js"})
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if ".icons" not in path.parts)


def has(text: str, token: str) -> bool:
    """Whether a text has a token that is no part of a longer one; one that ends in a hyphen begins others."""
    end = "" if token.endswith("-") else r"(?![\w-])"
    return re.search(rf"(?<![\w-]){re.escape(token)}{end}", text) is not None


def gone(theme: str, name: Name) -> str | None:
    """The sentence about a name that the theme no longer has."""
    tokens = TOKEN.findall(str(name.value))
    lost = [token for token in tokens if not has(theme, token)]
    if (not tokens and name.seen not in theme) or (name.seen != str(name.value) and name.seen not in theme):
        lost.append(name.seen)
    if not lost:
        return None
    return f"{FILE}:{name.line}: the theme no longer has {lost[0]} (`{name.short}`: {name.use})"


def test_the_checklist_names_the_version_that_is_installed() -> None:
    pinned = re.search(
        r"^mkdocs-material==(\S+)", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert pinned
    assert contract().version == pinned[1], f"{FILE}: go through the list for {pinned[1]}, then write it as `version`"


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_theme_still_has_it(theme: str, name: Name) -> None:
    assert gone(theme, name) is None


def test_a_name_that_the_theme_dropped_is_told_by_its_line(theme: str) -> None:
    wrong = Name("searchField", "selectors", ".md-search__box", "Search.", (), ".md-search__box", 21)
    told = f"{FILE}:21: the theme no longer has md-search__box (`searchField`: Search.)"
    assert gone(theme, wrong) == told
    assert "type:9," in (gone(theme, Name("query", "messages", 9, "Asks.", (), "next({type:9,data:", 9)) or "")


def users(name: Name) -> Iterator[str]:
    """Our files that use a name."""
    by_name = re.compile(
        rf"(?:{name.section.upper()}|\btheme)\.{name.short}\b|(?:THEME|contract\(\))\[[\"']{name.short}[\"']\]"
    )
    for path in own_files():
        text = path.read_text(encoding="utf-8")
        if by_name.search(text) or (path.name == "theme.js" and name.section == "globals" and str(name.value) in text):
            yield path.relative_to(ROOT).as_posix()


def own_files() -> Iterator[Path]:
    """Our scripts and tests that get what they know of the theme from the checklist."""
    yield ROOT / "hooks/theme/assets/js/theme.js"
    for path in sorted((ROOT / "docs/assets/js").rglob("*.js")):
        if "vendor" not in path.parts and path != ROOT / SCRIPT:
            yield path
    for path in sorted((ROOT / "tests").rglob("*.py")):
        if path.name not in ("test_material.py", "test_markup.py"):  # they are about the checklist itself
            yield path


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_checklist_names_the_files_that_use_it(name: Name) -> None:
    assert sorted(users(name)) == sorted(name.where), f"{FILE}:{name.line}: correct `in` of `{name.short}`"


def test_scripts_and_tests_know_the_theme_from_the_checklist_alone() -> None:
    own = [path for path in own_files() if path.name != "theme.js"]
    found = [
        f"{path.relative_to(ROOT)}:{number}: {token} stands here itself; take it from {FILE}"
        for path in own
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for token in TOKEN.findall(line)
    ]
    assert found == []


def test_style_sheets_and_templates_name_only_what_the_theme_has(theme: str) -> None:
    listed = {token for name in NAMES.values() for token in TOKEN.findall(str(name.value))}
    paths = [*(ROOT / "docs/assets/css").glob("*.css"), *(ROOT / "hooks/theme").rglob("*.html")]
    found = [
        f"{path.relative_to(ROOT)}:{number}: the theme has no {token}"
        for path in [*paths, ROOT / "hooks/theme/assets/js/theme.js"]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for token in TOKEN.findall(line)
        if token not in listed and not has(theme, token)
    ]
    assert found == []


def test_what_every_page_imports_is_loaded_ahead() -> None:
    """Otherwise a browser learns of each module only after it has read the one before."""
    template = (ROOT / "hooks/theme/main.html").read_text(encoding="utf-8")
    listed = re.search(r"for name in (\[[^\]]*\]) %\}<link rel=\"modulepreload\"", template)
    assert listed
    scripts = ROOT / "docs/assets/js"
    waiting, needed = [scripts / "search.js", scripts / "access.js"], set()
    while waiting:
        path = waiting.pop()
        for target in re.findall(r'^import .*? from "([^"]+)";', path.read_text(encoding="utf-8"), re.MULTILINE):
            module = (path.parent / target).resolve()
            if module not in needed:
                needed.add(module)
                waiting.append(module)
    names = sorted(module.relative_to(scripts.resolve()).with_suffix("").as_posix() for module in needed)
    assert sorted(re.findall(r'"([^"]+)"', listed[1])) == names


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("version: [", "cannot be read as YAML"),
        ("selectors: {}", "the theme's version is missing"),
        ("version: 1\nselectors: [a]", ":2: `selectors` isn't a mapping"),
        ("version: 1\ntexts:\n  a: {is: b, for: c}", ":3: `a` needs `is`, `for` and `in`"),
        ("version: 1\nmessages:\n  a: {is: b, for: c, in: []}", ":3: `a` has the wrong type"),
        ("version: 1\ntexts:\n  a: {is: b, for: c, in: []}\nclasses:\n  a: {is: b, for: c, in: []}", "line 5 as well"),
    ],
)
def test_a_broken_checklist_is_told_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(MaterialError) as error:
        contract(tmp_path)
    assert str(error.value).startswith(f"{FILE}:")
    assert told in str(error.value)
    assert "\n" not in str(error.value)
