"""The reference as a docset, which Dash, Zeal and their like search: the offline site and an index in SQLite."""

from __future__ import annotations

import json
import plistlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from lxml.html import HtmlElement

from bundle import headings, standalone
from bundle.release import TITLE, Release

NAME = "BigBlueButton_API_Errors"
_START = "index.html"

Entry = tuple[str, str, str]
"""Name, type and path. The types are some of those that readers of docsets know."""


def entries(site: Path) -> list[Entry]:
    """Return all that can be looked up: errors by every name and exact message, calls, guides, sentences."""
    pages = (page for page, _ in standalone.readable_pages(site))
    found = dict.fromkeys(entry for page in pages for entry in _entries_of(page, headings.article(site, page)))
    return sorted(found, key=lambda entry: (entry[0].lower(), entry))


def _entries_of(page: str, article: HtmlElement) -> Iterator[Entry]:
    title = headings.title(article)
    folder = page.rpartition("/")[0]
    parts = [heading for heading in headings.headings(article) if heading.level > 1]
    if page.endswith("index.html"):
        yield title, "Guide", page
    elif folder == "errors":
        yield title, "Error", page
        yield from ((name, "Error", f"{page}#also") for name in headings.other_names(article) if name != title)
        yield from ((text, "Error", f"{page}#{section}") for text, section in headings.messages(article))
    elif folder == "calls":
        yield title, "Method", page
    elif folder == "front-ends":
        yield title, "Guide", page
        yield from ((part.text.strip('"'), "Section", f"{page}#{part.id}") for part in parts if part.level == 3)
    else:
        yield title, "Guide", page
        if folder in ("", "troubleshooting"):  # symptoms, questions and the like: each heading is to be looked up
            level = 3 if page in ("after-join.html", "libraries.html") else 2
            yield from ((part.text, "Section", f"{page}#{part.id}") for part in parts if part.level == level)


def build(site: Path, target: Path, release: Release) -> None:
    """Write the docset's folder from the offline site."""
    contents = target / "Contents"
    shutil.copytree(site, contents / "Resources/Documents")
    _info(contents / "Info.plist", release)
    _index(contents / "Resources/docSet.dsidx", entries(site))
    facts = {"name": NAME, "title": TITLE, "version": release.version}
    (target / "meta.json").write_text(f"{json.dumps(facts)}\n")


def _info(path: Path, release: Release) -> None:
    facts = {
        "CFBundleIdentifier": NAME.lower(),
        "CFBundleName": TITLE,
        "CFBundleShortVersionString": release.version,
        "DocSetPlatformFamily": "bbb",
        "dashIndexFilePath": _START,
        "isDashDocset": True,
        "isJavaScriptEnabled": True,
    }
    path.write_bytes(plistlib.dumps(facts, sort_keys=True))


def _index(path: Path, rows: list[Entry]) -> None:
    database = sqlite3.connect(path)
    try:
        database.execute("CREATE TABLE searchIndex(id INTEGER PRIMARY KEY, name TEXT, type TEXT, path TEXT)")
        database.execute("CREATE UNIQUE INDEX anchor ON searchIndex (name, type, path)")
        database.executemany("INSERT INTO searchIndex(name, type, path) VALUES (?, ?, ?)", rows)
        database.commit()
        database.execute("VACUUM")
    finally:
        database.close()
