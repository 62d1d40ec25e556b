"""Runs html-validate over every page of the built site, by the rules in html-rules.cjs."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from tests.real import ROOT

PROGRAM = ROOT / "tests" / "node" / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
RULES = Path(__file__).with_name("html-rules.cjs")


def faults(site: Path) -> list[str]:
    """One line for each fault: page, line, rule, what is wrong.

    Raises:
        RuntimeError: The program did not run to its end.
    """
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "report.json"
        # Into a file: what the program writes to a pipe is cut off at its end.
        command = ["node", str(PROGRAM), "--config", str(RULES), f"--formatter=json={target}", f"{site}/**/*.html"]
        result = subprocess.run(command, cwd=RULES.parent, capture_output=True, text=True, check=False)
        if not target.exists():
            raise RuntimeError(f"html-validate failed: {result.stdout}{result.stderr}")
        report = json.loads(target.read_text(encoding="utf-8"))
    return [
        f"{Path(page['filePath']).relative_to(site)}:{message['line']}: {message['ruleId']}: {message['message']}"
        for page in report
        for message in page["messages"]
    ]
