"""The zip: what is in it, that it is always the same, and that a browser needs nothing but its files."""

from __future__ import annotations

import functools
import hashlib
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatch
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from bundle import BundleError, offline, standalone
from bundle import __main__ as packing
from reference.catalog.contents import Catalog
from reference.snippets import INSTALLED
from tests.fixtures import pack
from tests.real import ROOT
from theme_contract import contract

THEME = contract()


BUDGET = 10 * 1024
"""Bytes of the zip for each page. It was 9 KB with examples in Python alone; the clients, guides and examples of six
more languages, as pages and as files to copy, are a tenth of the zip."""
PROJECT = ("docs", "hooks", "snippets", "mkdocs.yml", "mkdocs-offline.yml", "pyproject.toml", "CHANGELOG.md", "LICENSE")


@pytest.fixture(scope="module")
def archive(bundle: Path) -> Iterator[zipfile.ZipFile]:
    [path] = bundle.glob("*.zip")
    with zipfile.ZipFile(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(offline_site: Path) -> list[str]:
    """The pages that are more than a redirect."""
    return [page for page, _ in standalone.readable_pages(offline_site)]


@pytest.fixture(scope="module")
def one_of_each(offline_site: Path, pages: list[str]) -> list[str]:
    """A page of each kind: those of a folder that load the same scripts and styles, and each folder's index."""
    kinds: dict[object, str] = {}
    for page in pages:
        loaded = html.parse(offline_site / page).xpath("//script/@src | //link[@rel='stylesheet']/@href")
        folder, _, name = page.rpartition("/")
        kinds.setdefault((folder, name == "index.html" or (not folder and name), *loaded), page)
    return list(kinds.values())


def test_the_zip_is_within_its_budget_for_each_page(bundle: Path, pages: list[str]) -> None:
    [path] = bundle.glob("*.zip")
    assert path.stat().st_size / len(pages) <= BUDGET


def test_everything_is_in_one_folder_with_the_name_of_the_release(archive: zipfile.ZipFile, bundle: Path) -> None:
    [path] = bundle.glob("*.zip")
    assert {name.split("/")[0] for name in archive.namelist()} == {path.stem}
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert version
    assert path.stem == f"bbb-errors-{version[1]}"
    text = (archive.read(f"{path.stem}/VERSION") + archive.read(f"{path.stem}/READ-ME-FIRST.txt")).decode()
    assert text.count(version[1]) == 2
    assert text.count("2026-11-23") == 2  # the day of the fixture's SOURCE_DATE_EPOCH


def test_the_zip_holds_site_examples_data_command_and_license(offline_site: Path, catalog: Catalog) -> None:
    there = {path.relative_to(offline_site).as_posix() for path in offline_site.rglob("*") if path.is_file()}
    wanted = {f"errors/{address}.html" for address in catalog.errors} | {f"calls/{name}.html" for name in catalog.calls}
    docs = ROOT / "docs"
    written = [path for path in docs.rglob("*.md") if "catalog" not in path.relative_to(docs).parts]
    wanted |= {path.relative_to(docs).with_suffix(".html").as_posix() for path in written}
    wanted |= {"READ-ME-FIRST.txt", "VERSION", "LICENSE", "bbb_errors/__main__.py"}
    for path in (ROOT / "snippets").rglob("*"):
        if (
            path.is_file()
            and not {"outputs", "__pycache__", *INSTALLED} & set(path.parts)
            and not path.name.startswith(".")
        ):
            wanted.add(path.relative_to(ROOT).as_posix())
    wanted |= {"bbb_wire/signs.py", "bbb_errors/checksum_doctor.py", "data/errors.json"}
    assert sorted(wanted - there) == []


def test_every_file_that_the_first_text_names_is_there(offline_site: Path) -> None:
    text = (offline_site / "READ-ME-FIRST.txt").read_text()
    names = re.findall(r"[\w/.]+/(?=[\s,;])|\b[\w/-]+\.(?:html|py)\b", text)
    assert {"index.html", "data/", "snippets/"} <= set(names)
    assert [name for name in names if not (offline_site / name).exists()] == []


def test_nothing_is_packed_that_only_a_server_or_a_developer_asks_for(archive: zipfile.ZipFile) -> None:
    names = [name.partition("/")[2] for name in archive.namelist()]
    assert [name for name in names if any(fnmatch(name, served) for served in offline.SERVED)] == []
    assert [name for name in names if re.search(r"\.(map|md|pyc)$|(^|/)outputs/", name)] == []
    others = {name for name in names if "/" not in name and not name.endswith(".html")}
    assert others == {"READ-ME-FIRST.txt", "VERSION", "LICENSE"}  # what the site has there besides is for servers


def test_every_script_and_style_is_loaded_by_a_page(offline_site: Path) -> None:
    loaders = [*offline_site.rglob("*.html"), offline_site / "assets" / "js" / "explain" / "loading.js"]
    texts = [path.read_text(encoding="utf-8") for path in loaders]
    assets = [path.name for path in (offline_site / "assets").rglob("*") if path.suffix in {".js", ".css", ".svg"}]
    assert assets
    assert [name for name in assets if not any(f"/{name}" in text for text in texts)] == []


@pytest.fixture
def packed(site: Path, tmp_path: Path) -> Path:
    """A copy of the site to rewrite, without the page that only servers show."""
    return shutil.copytree(site, tmp_path / "packed", ignore=shutil.ignore_patterns("404.html"))


def test_of_a_built_page_only_the_scripts_change(site: Path, packed: Path) -> None:
    standalone.rewrite(packed)
    ours = re.compile(r'<script (?:type="module"|defer) src="[./]*assets/(?:js|data)/|<link rel="modulepreload"')
    changed = 0
    for page, text in standalone.readable_pages(packed):
        before, after = (site / page).read_text(encoding="utf-8").splitlines(), text.splitlines()
        assert [line for line in after if not ours.match(line.strip())] == [
            line for line in before if not ours.match(line.strip())
        ], page
        changed += before != after
    assert changed


def test_a_script_that_a_file_could_not_load_is_named(packed: Path) -> None:
    (packed / "assets/js/access.js").write_text("export default 1;\n", encoding="utf-8")
    with pytest.raises(BundleError, match=r"^assets/js/access\.js:1: .+\Z"):
        standalone.rewrite(packed)


def project(folder: Path) -> Path:
    """A copy of what the bundle is made from."""
    folder.mkdir()
    for name in PROJECT:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
    return folder


def test_two_builds_are_equal_whatever_the_place_the_clock_the_language_and_the_mask(
    bundle: Path, tmp_path: Path
) -> None:
    """The second is that of a downloaded archive, which has no repository."""
    elsewhere = project(tmp_path / "a copy of the project")
    mask = os.umask(0o077)
    try:
        settings = {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SITE_URL": "https://a.example/"}
        result = pack(elsewhere, tmp_path / "out", **settings)
    finally:
        os.umask(mask)
    assert result.returncode == 0, result.stderr
    first = {path.name: path.read_bytes() for path in bundle.iterdir()}
    second = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_the_checksum_beside_each_file_is_its_own(bundle: Path) -> None:
    lists = list(bundle.glob("*.sha256"))
    assert sorted(path.stem for path in lists) == sorted(path.name for path in bundle.iterdir() if path not in lists)
    for path in lists:
        digest, name = path.read_text().split()
        assert path.name == f"{name}.sha256"
        assert hashlib.sha256((bundle / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("out", ["dist", "dist/below", "x" * 300, "/proc/none/dist"])
def test_what_cannot_be_written_is_said_in_one_line_before_anything_is_built(
    tmp_path: Path, out: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dist").write_text("a file, not a folder")
    monkeypatch.setattr(packing, "pack", pytest.fail)
    assert packing.main(["--out", str(tmp_path / out)]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{tmp_path / out}: ")
    assert said.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_a_failed_build_leaves_nothing_behind_and_keeps_what_was_there(tmp_path: Path) -> None:
    broken = project(tmp_path / "broken")
    (broken / "docs/catalog/calls/end.yml").write_text("name: end\n", encoding="utf-8")
    out = tmp_path / "dist"
    out.mkdir()
    (out / "from-before.zip").write_text("old")
    result = pack(broken, out)
    assert result.returncode == 1
    assert "docs/catalog/calls/end.yml:1: " in result.stderr
    assert "Traceback" not in result.stderr
    assert [path.name for path in out.iterdir()] == ["from-before.zip"]


def test_the_command_explains_with_the_standard_library_alone(offline_site: Path) -> None:
    command = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        "import sys; sys.path.insert(0, ''); sys.argv[0] = 'x'; import runpy; ",
    ]
    command[-1] += "runpy.run_module('bbb_errors', run_name='__main__')"
    result = subprocess.run(
        [*command, "explain", "checksumError"], cwd=offline_site, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert "checksumError" in result.stdout


def test_the_examples_of_the_data_run_beside_it(offline_site: Path) -> None:
    programs = sorted((offline_site / "snippets/data").glob("*.py"))
    assert programs
    for program in programs:
        result = subprocess.run(
            [sys.executable, str(program)],
            cwd=offline_site / "data",
            env={**os.environ, "PYTHONPATH": "constants"},
            capture_output=True,
            text=True,
            check=False,
        )
        shown = (ROOT / f"snippets/outputs/data/{program.stem}.all.txt").read_text(encoding="utf-8")
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout == re.sub(r"(errors/\w+)/", r"\1.html", shown)


# ---- In the browser, from files, without a network. The fixture fails on requests outside, errors and warnings.


SAME = """(theme) => [
    [...document.querySelectorAll(`${theme.contentsSidebar} a`)]
        .map((a) => [a.hash, a.textContent.trim(), a.className]),
    [...document.querySelectorAll(`${theme.contentsSidebar} ul`)].map((list) => list.children.length),
    [...document.querySelectorAll(`${theme.sidebar}, ${theme.navigation}`)]
        .map((nav) => nav.textContent.replace(/\\s+/g, "")),
    [...document.querySelectorAll("[id]")].map((each) => each.id).filter((id, at, all) => all.indexOf(id) !== at),
    [...document.querySelectorAll("article .headerlink")].map((a) => [a.hash, a.textContent, a.parentElement.id]),
    [...document.querySelectorAll("header svg, .site-brand svg")].map((svg) => svg.outerHTML),
    document.querySelectorAll([theme.overlay, theme.toggle, theme.dialog, theme.searchForm].join()).length,
    getComputedStyle(document.body).backgroundColor + getComputedStyle(document.querySelector("article p")).color,
    document.querySelector("article").getBoundingClientRect().width,
]"""


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def test_every_kind_of_page_opens_and_is_the_same_as_on_the_site(
    offline_page: Page, one_of_each: list[str], page: Page, base_url: str
) -> None:
    for address in one_of_each:
        seen = []
        for tab, where in (
            (page, base_url + re.sub(r"(?<!index)\.html$", "/", address).removesuffix("index.html")),
            (offline_page, address),
        ):
            tab.goto(where)
            for scheme in SCHEMES:
                tab.emulate_media(color_scheme=scheme)
                seen.append(tab.evaluate(SAME, THEME.texts()))
        assert seen[:2] == seen[2:], address
        assert seen[0] != seen[1], "the color scheme does not change"
        expect(offline_page.locator("h1")).to_be_visible()
        expect(offline_page.locator(THEME["searchField"])).to_be_attached()


def test_links_lead_from_page_to_page(offline_page: Page) -> None:
    offline_page.goto("index.html")
    offline_page.get_by_role("navigation", name="Sections").get_by_role("link", name="Errors", exact=True).click()
    offline_page.locator("#notFound th a").click()
    expect(offline_page.locator("h1")).to_contain_text("notFound")
    offline_page.locator(".site-brand").click()
    offline_page.wait_for_url("**/index.html")


def test_other_spellings_lead_on(offline_page: Page) -> None:
    offline_page.goto("errors/checsumError.html")
    offline_page.wait_for_url("**/errors/checksumError.html")


@pytest.mark.parametrize(
    ("asked", "found"),
    [("<messageKey>idNotUnique</messageKey>", "idNotUnique"), ("http-500", "http-500")],
)
def test_search_finds_it(offline_page: Page, asked: str, found: str) -> None:
    offline_page.goto("errors/notFound.html")
    offline_page.locator(THEME["searchField"]).fill(asked)
    offline_page.locator(THEME["searchLink"]).first.click()
    offline_page.wait_for_url(f"**/errors/{found}.html*")
    expect(offline_page.locator("h1")).to_be_visible()


def test_a_pasted_answer_is_explained(offline_page: Page) -> None:
    offline_page.goto("index.html")
    offline_page.locator("#explain").fill(
        "<response><returncode>FAILED</returncode><messageKey>idNotUnique</messageKey></response>"
    )
    results = offline_page.locator(".explain__results")
    expect(results).to_contain_text("idNotUnique")
    results.get_by_role("link", name="idNotUnique", exact=True).click()
    offline_page.wait_for_url("**/errors/idNotUnique.html")


def test_the_question_in_an_address_is_answered(offline_page: Page) -> None:
    offline_page.goto("tools/explain.html#q=meetingForciblyEndet")
    expect(offline_page.locator(".explain__results")).to_contain_text("meetingForciblyEnded")


def test_the_doctor_names_the_mistake(offline_page: Page) -> None:
    secret, query = "639259d4-9dd8-4b25-bf01-95f9567eaf4b", "meetingID=a"
    wrong = hashlib.sha256(f"end{query}{secret}\n".encode()).hexdigest()
    right = hashlib.sha256(f"end{query}{secret}".encode()).hexdigest()
    offline_page.goto("tools/checksum-doctor.html")
    offline_page.locator("#doctor-secret").fill(secret)
    offline_page.locator("#doctor-url").fill(f"https://bbb.example.org/bigbluebutton/api/end?{query}&checksum={wrong}")
    results = offline_page.locator(".explain__results")
    expect(results).to_contain_text("exactly your checksum")
    expect(results).to_contain_text(right)


def test_the_filter_works_and_keeps_its_state_in_the_address(offline_page: Page) -> None:
    offline_page.goto("errors/index.html")
    offline_page.locator("form.filter input[name=q]").fill("Checksum does not")
    rows = offline_page.locator("#reference tbody tr:visible")
    assert [row.get_attribute("id") for row in rows.all()] == ["checksumError"]
    offline_page.goto(offline_page.url)
    expect(rows).to_have_count(1)


def test_the_choice_of_dark_mode_lasts(offline_page: Page) -> None:
    offline_page.emulate_media(color_scheme="light")
    offline_page.goto("index.html")
    offline_page.locator(THEME["schemeButton"] + ":visible").click()
    offline_page.goto("errors/checksumError.html")
    assert offline_page.locator("body").get_attribute(THEME["scheme"]) == THEME["darkScheme"]


def test_an_answer_can_be_copied(offline_page: Page) -> None:
    offline_page.goto("errors/idNotUnique.html")
    block = offline_page.locator(".highlight").first
    block.hover()
    block.locator("button").first.click()
    expect(offline_page.locator(THEME["dialog"])).to_contain_text("Copied")
    offline_page.locator(THEME["searchField"]).click()
    offline_page.keyboard.press("Control+V")
    pasted = offline_page.locator(THEME["searchField"]).input_value()
    assert pasted.split() == block.locator("code").inner_text().split()


def test_the_policy_is_in_force(browser: Browser, offline_site: Path) -> None:
    page = browser.new_page()
    page.goto((offline_site / "index.html").as_uri())
    for directive, deed in {
        "script-src-elem": "const x = document.createElement('script'); x.textContent = 'window.ran = 1'",
        "img-src": "const x = document.createElement('img'); x.src = 'https://other.example/x.png'",
        "style-src-attr": "const x = document.createElement('p'); x.setAttribute('style', 'color: red')",
    }.items():
        refused = page.evaluate(
            f"""() => new Promise((resolve) => {{
                document.addEventListener("securitypolicyviolation", (e) => resolve(e.effectiveDirective));
                setTimeout(() => resolve("nothing was refused"), 2000);
                {deed}; document.body.append(x);
            }})"""
        )
        assert refused == directive
    assert page.evaluate("window.ran") is None
    page.close()


def test_without_scripts_the_pages_can_be_read(browser: Browser, offline_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((offline_site / "errors/checksumError.html").as_uri())
    expect(page.locator("h1")).to_be_visible()
    page.locator("nav.site-tabs").get_by_text("FAQ").click()
    expect(page.locator("h1")).to_contain_text("questions")
    context.close()


def test_the_folder_works_behind_a_server_as_well(browser: Browser, offline_site: Path) -> None:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(offline_site.parent)))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    page = browser.new_page()
    missing: list[str] = []
    page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"http://127.0.0.1:{server.server_port}/{offline_site.name}/index.html")
    page.locator(THEME["searchField"]).fill("checksumError")
    page.locator(THEME["searchLink"]).first.click()
    page.wait_for_url("**/errors/checksumError.html*")
    page.close()
    server.shutdown()
    server.server_close()
    assert missing == []


def test_every_link_between_the_packed_pages_has_its_file(offline_site: Path) -> None:
    wrong = []
    for page in offline_site.rglob("*.html"):
        for link in re.findall(r'\s(?:href|src)="([^"]+)"', page.read_text()):
            parts = urlsplit(link)
            if not parts.scheme and parts.path and not (page.parent / unquote(parts.path)).is_file():
                wrong.append((page.name, link))
    assert wrong == []
