"""The site as a folder that works without a server: built by MkDocs, then changed where browsers need it.

Opened from a file, a page may load classic scripts, styles and images from its folder, and nothing else: no modules,
no data. What is changed is therefore: modules become classic scripts (see `standalone`), and the search gets its index
as one.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from bundle import BundleError, standalone, styles
from bundle.markup import known, known_list
from bundle.release import Release

CONFIG = "mkdocs-offline.yml"

SERVED = (
    "404.html",
    "assets/js/not-found.js",
    "assets/data/addresses.json",
    "_headers",
    "robots.txt",
    "sitemap.xml*",
    "llms.txt",
)
"""What only a server, or a program that reads a server, asks for."""


def build(root: Path, target: Path, release: Release) -> None:
    """Build the offline site.

    Args:
        root: The project's folder.
        target: The folder to write; it must not be there yet.
        release: Gives the time.

    Raises:
        BundleError: If the site cannot be built, or the theme has changed.
    """
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": str(int(release.time.timestamp())),
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", CONFIG, "-d", str(target.resolve())]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        raise BundleError(f"{CONFIG}: the site cannot be built:\n{done.stderr.strip()}")
    _remove_unused(target)
    _make_search_work(target)
    standalone.rewrite(target)
    styles.rewrite(target)
    standalone.check(target)


def _make_search_work(target: Path) -> None:
    """Give the search its index as a script, and make the theme always take that.

    The theme looks at the URL to see if there is a server. This folder works in the same way with one, say on an
    intranet or in a reader of docsets.
    """
    index = target / known("index_file")
    script = f"var {known('index_variable')} = {standalone.site_text(target, known('index_file'))}\n"
    (target / known("index_script")).write_text(script, "utf-8")
    index.unlink()

    theme = _only(target, "theme_script")
    text, count = re.subn(
        known("asks_for_a_server"),
        lambda found: "!0" if found["sign"] == "=" else "!1",
        theme.read_text("utf-8"),
    )
    if not count or known("index_script") not in text or known("index_variable") not in text:
        raise BundleError(
            f"{theme.name}: the theme no longer loads its search index as it did; "
            "correct `bundle` in hooks/material.yml"
        )
    theme.write_text(text, "utf-8")


def _only(target: Path, name: str) -> Path:
    found = list(target.glob(known(name)))
    if len(found) != 1:
        raise BundleError(
            f"{known(name)}: the built site has {len(found)} of this file, not one; "
            f"correct `bundle: {name}` in hooks/material.yml"
        )
    return found[0]


def _remove_unused(target: Path) -> None:
    """Take away what no page loads from a file, and folders that are empty then."""
    for path in sorted({path for pattern in (*SERVED, *known_list("unused")) for path in target.glob(pattern)}):
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()
    for folder in sorted((path for path in target.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
