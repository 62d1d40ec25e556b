"""The site as a folder that works without a server: built by MkDocs, then changed where browsers need it.

Opened from a file, a page may load classic scripts, styles and images from its folder, and nothing else: no modules,
no workers, no data. What is changed is therefore: modules become classic scripts (see `join`), the search gets
its index and its worker as scripts, and files that nothing asks for any more are left out.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from bundle import BundleError, join, pages, repeats, styles
from bundle.join import Module
from bundle.release import Release

CONFIG = "mkdocs-offline.yml"
THEME = "assets/js/theme.js"
"""The script in the header of every page."""
SCRIPTS = Path(__file__).parent / "scripts"

UNUSED = (
    "**/*.map",  # of the theme's scripts and styles
    "assets/javascripts/lunr",  # other languages
    "assets/stylesheets/palette.*",  # ours replaces it
    "assets/images",  # the theme's icon
    # What only a server, or a program that reads a server, asks for.
    "404.html",
    "assets/js/not-found.js",
    "assets/data/addresses.json",
    "_headers",
    "robots.txt",
    "sitemap.xml*",
    "llms.txt",
    "catalog/*.schema.json",  # for editors of the catalog
    "search/search_index.json*",
)


def build(root: Path, target: Path, release: Release) -> None:
    """Build the offline site.

    Args:
        root: The project's folder.
        target: The folder to write; it must not be there yet.
        release: Gives the time.

    Raises:
        BundleError: If the site cannot be built, or is not such as this module knows it.
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
    _search(target)
    scripts = join.order(pages.modules(target), lambda path: join.read(path, _read(target, path)))
    pieces, joined = pages.rewrite(target, scripts)
    for module in scripts:
        (target / module.path).unlink()
    _scripts(target, pieces, joined)
    styles.rewrite(target)
    _trim(target)
    pages.check_links(target)


def _scripts(target: Path, pieces: repeats.Pieces, joined: dict[str, list[Module]]) -> None:
    """Write the scripts that pages load; this package's own are part of the one that every page loads."""
    own = {name: pieces.into((SCRIPTS / f"{name}.js").read_text("utf-8")) for name in ("shell", "worker", "page")}
    texts = {name: "".join(module.script() for module in group) for name, group in joined.items()}
    texts[pages.EVERYWHERE] = own["worker"] + own["page"] + texts[pages.EVERYWHERE]
    texts[THEME] = _read(target, THEME) + own["shell"]
    for name, text in texts.items():
        (target / name).parent.mkdir(exist_ok=True)
        (target / name).write_text(text, "utf-8")


def _read(target: Path, path: str) -> str:
    try:
        return (target / path).read_text("utf-8")
    except OSError as error:
        raise BundleError(f"{path}: a page or a module wants this script, which is not there") from error


def _search(target: Path) -> None:
    """Give the search its index and its worker as scripts, and make the theme always take them.

    The theme looks at the address to see if there is a server. This folder works in the same way with one, say on
    an intranet or in a reader of docsets.
    """
    index = json.loads(_read(target, "search/search_index.json"))
    for entry in index["docs"]:
        if not entry["location"].startswith("errors/"):  # code there is the exact answer, which people search for
            entry["text"] = re.sub(r"<pre>.*?</pre>", "", entry["text"], flags=re.DOTALL)
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    (target / "search/search_index.js").write_text(f"var __index={text}\n", "utf-8")

    worker = _only(target, "assets/javascripts/workers/search.*.min.js")
    text = re.sub(r"^//# sourceMappingURL=.*$", "", worker.read_text("utf-8"), flags=re.MULTILINE)
    worker.write_text(f"globalThis.searchWorker=(addEventListener,postMessage)=>{{{text.strip()}\n}}\n", "utf-8")

    theme = _only(target, "assets/javascripts/bundle.*.min.js")
    text = re.sub(r"^//# sourceMappingURL=.*$", "", theme.read_text("utf-8"), flags=re.MULTILINE)
    text, count = re.subn(r'location\.protocol([!=])=="file:"', lambda found: "!0" if found[1] == "=" else "!1", text)
    if not count or "search/search_index.js" not in text:
        raise BundleError(f"{theme.name}: the theme no longer loads its search index as it did; see bundle/offline.py")
    theme.write_text(text.strip() + "\n", "utf-8")


def _only(target: Path, pattern: str) -> Path:
    found = list(target.glob(pattern))
    if len(found) != 1:
        raise BundleError(f"{pattern}: one such file was expected in the built site, there are {len(found)}")
    return found[0]


def _trim(target: Path) -> None:
    """Take away what is not used, and folders that are empty then."""
    for path in sorted({path for pattern in UNUSED for path in target.glob(pattern)}):
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()
    for folder in sorted((path for path in target.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
