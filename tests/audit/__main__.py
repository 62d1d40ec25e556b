"""Builds the site, looks at it with Lighthouse, html-validate and axe, and says what is missed.

make audit                  three runs of Lighthouse for each page; the median counts
make audit AUDIT=quick      one run, how fast the pages are is told but not judged, axe looks at them in one way only
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from playwright.sync_api import sync_playwright

from reference.catalog.loading import load
from tests.audit import axe, host, lighthouse, pages, validate
from tests.fixtures import CHROMIUM, build
from tests.real import ROOT

# Newer than the one in the Python package that the tests use; what either of them finds is a fault.
AXE = ROOT / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"


def measure(base_url: str, visits: Mapping[str, pages.Visit], quick: bool) -> Iterator[str]:
    """Print Lighthouse's figures, a line for each page; yield what is below budget."""
    enforced = [name for name in lighthouse.BUDGETS if not (quick and name == "performance")]
    names = "".join(f"{name:>15}" for name in lighthouse.BUDGETS)
    print(f"{'Lighthouse, phone':24}{names}   paint blocked  weight")
    for kind, visit in visits.items():
        if visit.speed:
            found = lighthouse.look(base_url + visit.address, runs=1 if quick else 3)
            scores = "".join(f"{score:15.2f}" for score in found.scores.values())
            print(f"{kind:24}{scores} {found.paint:5.2f} s {found.blocked:4.0f} ms {found.weight:4.0f} KB", flush=True)
            for name in found.missed(enforced):
                wanted = lighthouse.BUDGETS[name]
                yield f"{kind}: {name} is {found.scores[name]:.2f}, not {wanted:.2f}: {'; '.join(found.faults)}"


def accessibility(base_url: str, visits: Mapping[str, pages.Visit], ways: Iterable[tuple[str, int]]) -> Iterator[str]:
    """Yield what axe finds, in some color schemes and widths."""
    script = AXE.read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for scheme, width in ways:
            yield from axe.look(browser, base_url, visits.values(), scheme, width, script)
        browser.close()


def audit(quick: bool) -> list[str]:
    """Do it all, print figures, and return one line for each miss."""
    catalog = load(ROOT / "docs" / "catalog")
    with host.serve() as server, tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        result = build(site, SITE_URL=server.url)
        if result.returncode:
            return [f"the site cannot be built:\n{result.stderr}"]
        server.open(site)
        visits = pages.of(catalog, site)
        missed = list(measure(server.url, visits, quick))
        invalid = validate.faults(site)
        print(f"html-validate: {len(invalid)} faults in {sum(1 for _ in site.rglob('*.html'))} files")
        ways = axe.WAYS[3:] if quick else axe.WAYS
        barriers = list(accessibility(server.url, visits, ways))
        looked = ", ".join(f"{scheme} at {width}" for scheme, width in ways)
        print(f"axe: {len(barriers)} faults on {len(visits)} pages, {looked} pixels")
    return [*missed, *invalid, *barriers]


def main() -> None:
    """Print the summary; exit with 1 if anything is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description="Look at the built site.")
    parser.add_argument("pace", nargs="?", choices=["full", "quick"], default="full")
    if CHROMIUM is None:
        sys.exit("There is no Chromium on this machine; install the package chromium.")
    missed = audit(parser.parse_args().pace == "quick")
    print("\n".join([*missed, f"audit: {len(missed)} missed" if missed else "audit: all within budget"]))
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
