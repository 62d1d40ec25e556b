"""Runs Lighthouse, as on a phone, and compares its scores with the budgets."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.fixtures import CHROMIUM
from tests.real import ROOT

PROGRAM = ROOT / "tests" / "node" / "node_modules" / "lighthouse" / "cli" / "index.js"
BUDGETS = {"performance": 0.98, "accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@dataclass(frozen=True)
class Figures:
    """What Lighthouse says of one page."""

    scores: dict[str, float]
    """From 0 to 1, by category."""
    paint: float
    """Seconds until the largest part is painted, on the slow phone that Lighthouse simulates."""
    blocked: float
    """Milliseconds for which scripts keep that phone from answering."""
    weight: float
    """KB that went over the wire."""
    faults: tuple[str, ...]
    """Audits that cost points in the last run."""

    def missed(self, enforced: Iterable[str]) -> list[str]:
        """Those categories of the enforced ones that are below their budgets."""
        return [name for name in enforced if self.scores[name] < BUDGETS[name]]


def look(url: str, runs: int) -> Figures:
    """Load a page this many times, each time in a new browser; every figure is the median.

    Raises:
        subprocess.CalledProcessError: Lighthouse or the browser failed, and said why.
    """
    reports = [_report(url) for _ in range(runs)]

    def median(audit: str) -> float:
        return float(statistics.median(report["audits"][audit]["numericValue"] for report in reports))

    return Figures(
        scores={name: statistics.median(r["categories"][name]["score"] or 0 for r in reports) for name in BUDGETS},
        paint=median("largest-contentful-paint") / 1000,
        blocked=median("total-blocking-time"),
        weight=median("total-byte-weight") / 1024,
        faults=tuple(_faults(reports[-1])),
    )


def _report(url: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "report.json"
        command = ["node", str(PROGRAM), url, "--quiet", "--output=json", f"--output-path={target}"]
        command += [f"--chrome-flags={FLAGS}", f"--only-categories={','.join(BUDGETS)}", "--no-enable-error-reporting"]
        subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": CHROMIUM or ""}, timeout=180)
        report: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
        return report


def _faults(report: dict[str, Any]) -> Iterable[str]:
    counted = (ref for name in BUDGETS for ref in report["categories"][name]["auditRefs"] if ref["weight"])
    for name in dict.fromkeys(ref["id"] for ref in counted):
        audit = report["audits"][name]
        if audit["score"] is not None and audit["score"] < 1:
            yield f"{name} {audit.get('displayValue', '')}".strip()
