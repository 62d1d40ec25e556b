"""Hand-written files that do not work are named in one line each, before anything is built."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from lxml import html
from mkdocs.exceptions import PluginError

import mkdocs_hook
from reference import site as making
from reference import snippets
from reference.catalog.contents import Catalog
from reference.catalog.problems import CatalogError
from reference.exports import changelog, hosting
from reference.exports.edition import edition
from reference.exports.publication import Publication
from reference.pages.anchors import anchors
from reference.pages.guides import quoted
from reference.pages.text import code, environment, md_escape
from tests.fuzz.planting import MINIMAL, made
from tests.real import ROOT

HEAD = "---\ntitle: A\ndescription: B\n---\n"
GUIDE = "docs/guides/checksum.md"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A copy of the minimal docs/."""
    shutil.copytree(MINIMAL, tmp_path / "docs")
    return tmp_path / "docs"


def problems(run: Callable[[], object]) -> list[str]:
    """The lines that refuse something."""
    found = run()
    return str(found).split("\n") if isinstance(found, CatalogError) else []


def refused(run: Callable[..., object], *arguments: object) -> list[str]:
    """The lines of the error that is raised."""
    with pytest.raises(CatalogError) as caught:
        run(*arguments)
    return str(caught.value).split("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEAD}# A \xff".encode("latin-1"), "5: byte 0xff is not UTF-8; save the file as UTF-8"),
        (HEAD.encode("utf-16-le"), "1: byte 0x00 is in no text; save the file as UTF-8"),
        (f"{HEAD}# A\u200b\n".encode(), "5: invisible character U+200B; delete it"),
        (b"# A\n", "1: the page has no front matter; begin the file with ---, a title, a description, and --- again"),
        (b"", "1: the page has no front matter; begin the file with ---, a title, a description, and --- again"),
        (b"---\ntitle: A\ndescription: B\n", "1: the page has no front matter; begin the file with ---, a title, a"),
        (b"---\ntitle: [\ndescription: B\n---\n", "4: YAML cannot be read here (did not find expected ',' or ']')"),
        (b"---\ntitle: *x\ndescription: B\n---\n", "2: alias `*x`; write the value out; aliases are not allowed"),
        (b"---\ntitle: A\n---\n", "1: `description` is missing; add it to the front matter"),
        (b"---\ndescription: B\n---\n", "1: `title` is missing; add it to the front matter"),
        (b"---\ntitle: [A]\ndescription: B\n---\n", "2: `title` must be a text; write it, in quotes if it has a colon"),
        (b"---\ntitle: 1\ndescription: B\n---\n", "2: `title` must be a text; write it, in quotes if it has a colon"),
        (b"---\ntitle: <b>A\ndescription: B\n---\n", "2: `title` holds a tag or a line break; write one line of plain"),
        (b"---\n- title\n---\n", "2: the front matter must be a mapping of fields; write `title: ...`"),
        (f"{HEAD[:-4]}scripts: x\n---\n".encode(), "4: `scripts` must be a list of names; write them as [one, two]"),
        (f"{HEAD}\n[a](javascript:x)".encode(), "6: the target `javascript:x` of a link isn't a web address; begin it"),
        (f"{HEAD}\n[a](<data:x>)".encode(), "6: the target `data:x` of a link isn't a web address; begin it with"),
        (f"{HEAD}\n<a href='java&Tab;script:x'>".encode(), "6: the target `java&Tab;script:x` of a link isn't a"),
        (
            f"{HEAD}\n[a]: vbscript:x".encode(),
            "6: the target `vbscript:x` of a link isn't a web address; begin it with",
        ),
        (f"{HEAD}\n![a](https://x.example/y.png)".encode(), "6: `![a](https://x.example/y.png` loads something, or"),
        (f"{HEAD}\n<img src=//x.example/y.png>".encode(), "6: `src=//x.example/y.png` loads something, or leads to"),
        (f"{HEAD}\n<meta http-equiv='refresh'>".encode(), "6: `<meta` loads something, or leads to another page by"),
        (f"{HEAD}\n<script>x</script>".encode(), "6: a program `<script` in the page; name a file under `scripts`"),
        (f"{HEAD}\n<p onclick='x'>".encode(), "6: a program `<p onclick=` in the page; name a file under `scripts`"),
        (f"{HEAD}\n{'- ' * 2000}a".encode(), "6: a line that is nested too deep; begin its text by column 100"),
        (f"{HEAD}\na\n{' ' * 101}- a".encode(), "7: a line that is nested too deep; begin its text by column 100"),
        (f"{HEAD}\n\n{'[a](' * 3000}".encode(), "6: a paragraph of 12001 characters; divide it; 5000 is the most"),
        (f"{HEAD}\n\n{'`' * 90_000}".encode(), "6: a paragraph of 90001 characters; divide it; 5000 is the most"),
        (f"{HEAD}\n\n{'~' * 90_000}".encode(), "6: a paragraph of 90001 characters; divide it; 5000 is the most"),
        (f"{HEAD}\n\n<!-- @a{' ' * 90_000}x".encode(), "6: a paragraph of 90009 characters; divide it; 5000 is the"),
        (f"{HEAD}{chr(10) * 100_000}".encode(), "1: a page of 100032 characters; divide it; 100000 is the most"),
        (
            f"{HEAD[:-4]}date: 2001-99-99\n---\n".encode(),
            "4: a page takes no field `date`; delete it; a page has",
        ),
        (f"{HEAD[:-4]}template: ../x\n---\n".encode(), "4: a page takes no field `template`; delete it; a page has"),
        (f"{HEAD[:-4]}styles: [../x]\n---\n".encode(), "4: `styles` must be a list of names; write them as [one, two]"),
        (f"{HEAD[:-4]}hide: toc\n---\n".encode(), "4: `hide` must be a list of names; write them as [one, two]"),
        (f"{HEAD}\nSee [[sizeError".encode(), "6: `[[` belongs to no reference; write [[target]] or [[target|label]]"),
        (f"{HEAD}\n[[sizeError]]]]".encode(), "6: `]]` belongs to no reference; write [[target]] or [[target|label]]"),
        (f"{HEAD}\n\n[[sizeError#nope]]".encode(), "7: `[[sizeError#nope]]` leads nowhere: the page has no anchor"),
        (f"{HEAD}\n[[guide:checksum#]]".encode(), "6: `[[guide:checksum#]]` leads nowhere: the page has no anchor"),
    ],
)
def test_a_guide_that_does_not_work(docs: Path, text: bytes, expected: str) -> None:
    (docs / "guides/checksum.md").write_bytes(text)
    [found] = problems(lambda: made(docs))
    assert found.startswith(f"{GUIDE}:{expected}")


def test_what_a_guide_may_hold(docs: Path) -> None:
    text = "\n# A\n\n<p id='there'>B <b>c</b></p>\n\n`[[x` ``[a](javascript:x)``\n\n"
    text += "``` html\n<script>[[x</script>\n```\n\n![d](../assets/e.svg) [f](https://example.org/) `<meta>`\n\n"
    more = (
        "[[guide:checksum#there]] [[guide:checksum#a|A]] [[sizeError#fix]] [m](mailto:a@b.org) [[page:errors#meeting]]"
    )
    (docs / "guides/checksum.md").write_bytes((HEAD + text + more).replace("\n", "\r\n").encode())
    assert problems(lambda: made(docs)) == []


def test_a_guide_that_is_a_folder_a_link_or_a_pipe(docs: Path) -> None:
    (docs / "guides/a.md").mkdir()
    (docs / "guides/b.md").symlink_to("checksum.md")
    os.mkfifo(docs / "guides/c.md")
    (docs / "assets").mkdir()
    (docs / "assets/loop").symlink_to("..")
    assert problems(lambda: made(docs)) == [
        "docs/assets/loop:1: symbolic links are not followed; put the file or folder itself here",
        "docs/guides/a.md:1: the file cannot be read (Is a directory); make it a readable file",
        "docs/guides/b.md:1: symbolic links are not followed; put the file or folder itself here",
        "docs/guides/c.md:1: this is a pipe, a socket or a device; put a file here",
    ]


def test_a_page_in_the_place_of_a_generated_one(docs: Path) -> None:
    (docs / "faq.md").write_text(HEAD)
    assert problems(lambda: made(docs)) == ["docs/faq.md:1: a generated page has this path; rename or delete the file"]


@pytest.mark.parametrize(
    ("reference", "wrong"),
    [
        ("[[guide:checksum#nope]]", True),
        ("[[guide:checksum#checksum]]", False),
        ("[[call:create#step-3]]", True),
        ("[[call:create#step-2]]", False),
        ("[[page:troubleshooting#down]]", False),
        ("[[page:troubleshooting#downs]]", True),
        ("[[checksumError#fix|a]]", False),
        ("[[checksumError#fixes|a]]", True),
        ("[[checksumError#|a]]", True),
    ],
)
def test_references_of_the_catalog_to_anchors(docs: Path, reference: str, wrong: bool) -> None:
    path = docs / "catalog/faq.yml"
    path.write_text(path.read_text().replace("See [[page:troubleshooting]].", f"'See {reference}.'"))
    found = problems(lambda: made(docs))
    assert len(found) == wrong
    assert all(f"faq.yml:4: `{reference}` leads nowhere: the page has no anchor" in line for line in found)


def test_the_anchors_of_a_page_are_those_of_the_built_page(site: Path, catalog: Catalog) -> None:
    texts = making.make(ROOT / "docs", Publication(catalog), making.examples_in(ROOT / "snippets", catalog)).texts
    for uri, text in texts.items():
        path = site / re.sub(r"(?:index)?\.md$", "", uri) / "index.html"
        tree = html.parse(path).getroot()
        ids = tree.xpath("//article//*[self::h1 or self::h2 or self::h3 or self::h4][not(ancestor::template)]/@id")
        assert set(ids) <= anchors(text), uri


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.py", b"x = '\xff'\n", "snippets/a.py:1: byte 0xff is not UTF-8; save the file as UTF-8"),
        ("a.go", "x = '\u202e'\n".encode(), "snippets/a.go:1: invisible character U+202E; delete it"),
        ("errors/a.PY", b"x = 1\n", "snippets/errors/a.PY:1: this example would not be read; end its name in .py"),
        ("a/b.py/c.txt", b"", "snippets/a/b.py:1: the file cannot be read (Is a directory); make it a readable file"),
        (
            "a.php",
            b"<?php\n# [start:fix]\n// [end:fix]\n",
            "snippets/a.php:2: this mark of a section would not be read; write // [start:fix]",
        ),
        (
            "a.rb",
            b"# [start:fix]\nx = 1\n",
            "snippets/a.rb:1: the section `fix` is not closed; write # [end:fix] after it",
        ),
        (
            "a.py",
            b"# [start:" + b"a" * 300 + b"]\n# [end:" + b"a" * 300 + b"]\n",
            "snippets/a.py:2: the name of the file or the section is too long; shorten it to 200 for both",
        ),
        ("a\nb.py", b"", "snippets/a\\nb.py:1: the name holds a line break or an invisible character; rename it"),
    ],
)
def test_examples_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    path = tmp_path / "snippets" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert refused(snippets.load, tmp_path / "snippets") == [expected]


def test_sections_are_read_in_the_comments_of_each_language(tmp_path: Path) -> None:
    folder = tmp_path / "snippets"
    (folder / "javascript" / "node_modules").mkdir(parents=True)
    (folder / "a.php").write_text("<?php\n\n// [start:fix]\necho 1;\n// [end:fix]\n")
    (folder / "a.go").write_text("// [start:fix]\npackage main\n// [end:fix]\n")
    for tool in ("javascript/eslint.config.mjs", "javascript/package-lock.json", "javascript/node_modules/x.mjs"):
        (folder / tool).write_text("1\n")
    texts = {name: example.text for name, example in snippets.load(folder).items()}
    assert texts == {"a.php:fix": "<?php\n\necho 1;\n", "a.go:fix": "package main\n"}


def test_an_output_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "snippets/outputs").mkdir(parents=True)
    (tmp_path / "snippets/a.py").write_text("x = 1\n")
    (tmp_path / "snippets/outputs/a.all.txt").write_bytes(b"\xfe")
    expected = "snippets/outputs/a.all.txt:1: byte 0xfe is not UTF-8; save the file as UTF-8"
    assert refused(snippets.load, tmp_path / "snippets") == [expected]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "1: the file is missing; write it"),
        (b"# Changelog\n\n\xff\n", "3: byte 0xff is not UTF-8; save the file as UTF-8"),
        ("# Changelog\u2066\n".encode(), "1: invisible character U+2066; delete it"),
    ],
)
def test_a_changelog_that_cannot_be_read(tmp_path: Path, content: bytes | None, expected: str) -> None:
    if content is not None:
        (tmp_path / "CHANGELOG.md").write_bytes(content)
    assert refused(changelog.read, tmp_path) == [f"CHANGELOG.md:{expected}"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "1: the file is missing; write it"),
        (b"[project]\nversion = '\xff'\n", "2: byte 0xff is not UTF-8; save the file as UTF-8"),
        (b"[project\n", "1: no version can be read ("),
        (b"project = 1\n", "1: no version can be read ("),
        (b"[project]\nversion = 1\n", "2: the version cannot be `1`; write numbers and dots"),
        (b"[project]\nversion = '../../x'\n", "2: the version cannot be `../../x`; write numbers and dots"),
        (b"[project]\nname = 'x'\nversion = '1 <b>'\n", "3: the version cannot be `1 <b>`; write numbers and dots"),
        (b"[project]\nversion = '" + b"1" * 300 + b"'\n", "2: the version cannot be `1111"),
    ],
)
def test_a_version_that_cannot_be_used(tmp_path: Path, content: bytes | None, expected: str) -> None:
    if content is not None:
        (tmp_path / "pyproject.toml").write_bytes(content)
    [line] = refused(edition, tmp_path, None, True)
    assert line.startswith(f"pyproject.toml:{expected}")
    assert len(line) < 200


@pytest.mark.parametrize("version", ["1.0", "1.2.3", "2.0.0rc1", "1.0.0-beta.2", "1.0+local"])
def test_versions_that_can_be_used(tmp_path: Path, version: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f'[project]\nversion = "{version}"\n')
    assert edition(tmp_path, None, True).version == version


def config(nav: Any, extra: dict[str, object] | None = None, **more: object) -> Any:
    """As much of MkDocs' settings as the hook reads before the build."""
    usual = {"docs_dir": str(ROOT / "docs"), "config_file_path": str(ROOT / "mkdocs.yml"), "use_directory_urls": True}
    usual |= {"site_url": "", "repo_url": "", "nav": nav, "extra": extra or {}}
    return SimpleNamespace(**{**usual, **more})


def nav_of_the_project() -> list[Any]:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    nav: list[Any] = yaml.safe_load(re.sub(r"^site_url.*\n|^repo_url.*\n", "", text, flags=re.MULTILINE))["nav"]
    return nav


def test_a_navigation_that_names_a_missing_page_and_leaves_one_out() -> None:
    nav = nav_of_the_project()
    nav[0] = {"Start": "indexx.md"}
    with pytest.raises(PluginError) as caught:
        mkdocs_hook.on_config(config([*nav, {"Elsewhere": "https://example.org/x.md"}]))
    assert [line.partition("; ")[0] for line in str(caught.value).split("\n")] == [
        "2 problem(s), nothing was built",
        "docs/index.md:1: the page is not in the navigation",
        "mkdocs.yml:1: the navigation names `indexx.md`, which is not there",
    ]


def test_settings_that_no_site_can_have() -> None:
    extra: dict[str, object] = {"policy": 5, "twins": "some"}
    with pytest.raises(PluginError) as caught:
        mkdocs_hook.on_config(config([], extra, site_url="javascript://x/%0aalert(1)", repo_url="a b"))
    lines = str(caught.value).split("\n")
    names = ("site_url", "repo_url", "twins", "policy")
    assert [line.split("`")[1] for line in lines[1:]] == list(names)
    assert all(re.match("mkdocs.yml:[0-9]+: ", line) for line in lines[1:])


POLICIES: list[object] = [
    5,
    True,
    ["default-src"],
    {"a": 1},
    "a\nb",
    "default-src 'none'\n  X: y",
    'a "b"',
    "A <b>",
    ";",
]
ADDRESSES: list[object] = ["javascript:alert(1)", "javascript://x/", "data:x", "//x/", "/x/", "https://", "ftp://x/"]
ADDRESSES += ["https://x y/", "https://x/\n", 'https://x/"', "https://x/<b>", "https://u:p@x/", "https://x/?a", 5, "x"]
ADDRESSES += [
    "https://x:99999/",
    "https://x:0/",
    "https://[1]/",
    "https://[::::]/",
    "https://[1.2.3.4]/",
    "https://a..b/",
]
ADDRESSES += ["https://a.-b/", "https://x/%zz", "https://x/../y/", "https://x//y/", f"https://{'x' * 64}/"]
ADDRESSES += [f"https://x{'/y' * 200}/"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("policy", value) for value in POLICIES]
    + [("site_url", value) for value in ADDRESSES]
    + [("repo_url", value) for value in ADDRESSES]
    + [("twins", "false"), ("twins", 3)],
)
def test_a_setting_that_cannot_be_published(name: str, value: object) -> None:
    [problem] = hosting.wrong_settings("mkdocs.yml", f"a: 1\n  {name}: x\n", {name: value})
    assert str(problem).startswith(f"mkdocs.yml:2: `{name}` cannot be `")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("policy", None),
        ("policy", "default-src 'none'; img-src 'self' data: https://example.org:8443/a?b; base-uri 'none';"),
        ("policy", "upgrade-insecure-requests"),
        ("site_url", ""),
        ("site_url", "http://127.0.0.1:8000/"),
        ("site_url", "https://[2001:db8::1]/errors/"),
        ("site_url", "https://bbb.example.org.:65535/a%20b/.well-known/"),
        ("repo_url", "https://git.example.org/you/errors"),
        ("repo_url", None),
        ("twins", False),
    ],
)
def test_a_setting_that_can_be_published(name: str, value: object) -> None:
    assert list(hosting.wrong_settings("mkdocs.yml", "", {name: value})) == []


def test_a_full_disk_is_said_in_one_line() -> None:
    with pytest.raises(PluginError) as caught:
        mkdocs_hook.on_build_error(OSError(errno.ENOSPC, "No space left on device", "/site/index.html"))
    assert str(caught.value) == (
        "/site/index.html:1: this cannot be written (No space left on device); make room, or name another folder"
    )
    mkdocs_hook.on_build_error(ValueError("a mistake of ours keeps its traceback"))


@pytest.mark.parametrize("text", ["a", "a'b", "$(id)", "`id`", "'; id; '", "a\nb", "\\"])
def test_a_quoted_text_is_one_word_of_a_shell(text: str) -> None:
    done = subprocess.run(["/bin/sh", "-c", f"printf %s {quoted(text)}"], capture_output=True, text=True, check=True)
    assert done.stdout == text


def test_no_text_ends_its_block_or_its_code() -> None:
    module: Any = environment().get_template("_macros.j2").make_module()
    wire = SimpleNamespace(language="text", title='a" onclick="b', shown="x\n````\n<script>\n```")
    fenced = module.fence(wire)
    assert fenced.split("\n")[0] == "````` text title=\"a' onclick='b\""
    assert fenced.split("\n")[-1] == "`````"
    assert code("a\n\n<b>") == "`a <b>`"
    assert md_escape("a\n\n# b") == r"a \# b"
