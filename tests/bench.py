"""Measures the budgets: build time against plain files, growth, page weights. Prints figures, judges nothing.

make bench
"""

from __future__ import annotations

import gzip
import logging
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml
from lxml import html
from mkdocs.utils.yaml import get_yaml_loader

from bbb_stub.server import StubServer
from reference.catalog.loading import load
from reference.catalog.vocabulary import address_of
from reference.exports.publication import Publication
from reference.site import examples_in, write_source
from tests import search
from tests.examples.running import run, runnable
from tests.tools import timing

ROOT = Path(__file__).parent.parent
RUNS = 5
GROWTH = 10


def build_seconds(folder: Path) -> float:
    """Seconds of one strict build, as a process."""
    shutil.rmtree(folder / "site", ignore_errors=True)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder / "site")]
    subprocess.run(command, cwd=folder, env=environment, check=True)
    return time.perf_counter() - start


def project(folder: Path, docs: Path, hooks: bool) -> Path:
    """A copy of the project's configuration over other pages."""
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), get_yaml_loader())  # noqa: S506 - our own file
    settings |= {"docs_dir": str(docs), "watch": [], "hooks": [str(ROOT / "hooks" / "mkdocs_hook.py")] if hooks else []}
    settings["theme"]["custom_dir"] = str(ROOT / "hooks" / "theme")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return folder


def grow(folder: Path, times: int) -> Path:
    """Copy the pages into a new folder, beside programs and examples, and return where they are.

    There every category holds its entries several times, under new names; placeholders become those of all.
    """
    docs = folder / "docs"
    shutil.copytree(ROOT / "docs", docs)
    for beside in ("snippets", "hooks"):
        (folder / beside).symlink_to(ROOT / beside)
    _share_placeholders(docs / "catalog")
    for path in sorted((docs / "catalog" / "errors").glob("*/*.yml")):
        for number in range(1, times):
            entry = _read(path)
            name = "key" if "key" in entry else "slug"
            entry[name] = f"{entry[name]}{number}x"
            entry["aliases"] = [alias for alias in entry.get("aliases", []) if "text" in alias]
            for answer in entry["answers"]:
                answer["id"] = f"{answer['id']}{number}x"
                answer |= {"key": f"{answer['key']}{number}x"} if "key" in answer else {}
                answer.pop("breaks", None)
                answer.setdefault("scope", "a copy")
            _write(path.with_name(f"{address_of(entry[name])}.yml"), entry)
    return docs


def _share_placeholders(catalog: Path) -> None:
    """Move the placeholders of entries into formats.yml."""
    formats = _read(catalog / "formats.yml")
    for path in sorted((catalog / "errors").glob("*/*.yml")):
        entry = _read(path)
        if own := entry.pop("placeholders", None):
            formats["placeholders"] += own
            _write(path, entry)
    _write(catalog / "formats.yml", formats)


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return content


def _write(path: Path, content: dict[str, Any]) -> None:
    text = yaml.dump(content, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
    path.write_text(text, encoding="utf-8")


def pages_of(site: Path) -> int:
    """Number of HTML pages."""
    return sum(1 for _ in site.rglob("*.html"))


def medians(*folders: Path, runs: int = RUNS) -> list[float]:
    """Median build time of each project; the builds take turns, so that a busy machine is fair to all."""
    for folder in folders:
        build_seconds(folder)
    times = [[build_seconds(folder) for folder in folders] for _ in range(runs)]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def first_view(site: Path) -> tuple[int, list[tuple[int, str]]]:
    """Bytes, gzip, of what a browser loads for an error's page on a cold cache, and its parts."""
    page = site / "errors" / "checksumError" / "index.html"
    tree = html.parse(page)
    links = tree.xpath("//link[@rel='stylesheet']/@href | //script/@src | //link[@rel='icon']/@href")
    wanted = [page, *((page.parent / link).resolve() for link in links)]
    wanted.append(site / "search" / "search_index.json")
    sizes = [(len(gzip.compress(path.read_bytes(), 6)), path.name) for path in wanted]
    return sum(size for size, _ in sizes), sorted(sizes, reverse=True)


def example_times() -> list[float]:
    """Seconds of every example, one after the other, against one stub."""
    times = []
    with StubServer() as server:
        for example in runnable():
            start = time.perf_counter()
            run(example, server)
            times.append(time.perf_counter() - start)
    return times


def main() -> None:
    """Print all figures."""
    catalog = load(ROOT / "docs" / "catalog")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hooked = project(folder / "hooked", ROOT / "docs", hooks=True)
        write_source(ROOT / "docs", folder / "pages", Publication(catalog), examples_in(ROOT / "snippets", catalog))
        plain = project(folder / "plain", folder / "pages", hooks=False)
        with_hooks, without = medians(hooked, plain)
        print(f"strict build with hooks    {with_hooks:6.2f} s, {pages_of(hooked / 'site')} pages")
        print(f"same pages as plain files  {without:6.2f} s")
        print(f"ratio                      {with_hooks / without:6.2f}   (budget 1.15)")

        grown = project(folder / "grown", grow(folder / "more", GROWTH), hooks=True)
        [ten_times] = medians(grown, runs=3)
        small, large = pages_of(hooked / "site"), pages_of(grown / "site")
        growth = (ten_times / large) / (with_hooks / small)
        print(f"{GROWTH} times the catalog       {ten_times:6.2f} s, {large} pages")
        print(f"time per page, ratio       {growth:6.2f}   (budget 1.15)")

        sizes = sorted(
            (path.stat().st_size, path.parent.name) for path in (hooked / "site" / "errors").glob("*/index.html")
        )
        print(f"largest error page         {sizes[-1][0] / 1024:6.1f} KB {sizes[-1][1]}   (budget 48)")
        print(f"median error page          {sizes[len(sizes) // 2][0] / 1024:6.1f} KB   (budget 28)")
        total, parts = first_view(hooked / "site")
        later = sum(size for size, name in parts if name == "search_index.json")
        print(f"first view, gzip           {(total - later) / 1024:6.1f} KB   (budget 140)")
        print(f"and when a search is near  {later / 1024:6.1f} KB")
        for size, part in parts:
            print(f"  {size / 1024:8.1f} KB {part}")

        pages = pages_of(hooked / "site")
        print(f"search index for each page {later / 1024 / pages:6.2f} KB   (budget 1)")
        wrong, share, longest = search.missed(hooked / "site")
        print(f"right page among the first {search.SHOWN} {share * 100:5.1f} %   (budget 95)")
        for answer in wrong:
            print(f"  {answer.question}: {', '.join(answer.shown)}")
        print(f"longest search             {longest:6.1f} ms   (budget 50)")

        timing.show(hooked / "site")

        logging.disable()
        examples = example_times()
        print(f"median example             {statistics.median(examples) * 1000:6.1f} ms   (budget 60)")
        print(f"all {len(examples)} examples           {sum(examples):6.2f} s")


if __name__ == "__main__":
    main()
