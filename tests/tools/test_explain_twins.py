"""The page's explain tool and the command say the same of generated pastes, in every part of the report."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from bbb_errors.log import read_log
from bbb_errors.matcher import Matcher, Report
from tests.real import ROOT
from tests.tools import hostile
from tests.tools.pastes import CORPUS, pastes

COUNT = 20_000 if os.environ.get("CI") else 3_000
SEED = 16
IN_A_LOG = 30
"""Texts that are joined to one log."""

needs_node = pytest.mark.skipif(not shutil.which("node"), reason="Node.js is not installed")


def on_the_page(data: Path, texts: Iterable[str], logs: Iterable[str], folder: Path) -> subprocess.Popen[bytes]:
    """Begin to explain texts and to list logs as the page does, in one process.

    What it tells of each stands in `reports`, one a line.
    """
    lines = [str(data), *map(json.dumps, texts), *(json.dumps({"log": log}) for log in logs)]
    (folder / "texts").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    command = ["node", str(ROOT / "tests" / "node" / "programs" / "explain.js")]
    with (folder / "texts").open("rb") as asked, (folder / "reports").open("wb") as said:
        return subprocess.Popen(command, stdin=asked, stdout=said)


SAME = (
    *("entry", "how", "why", "answer", "condition", "message", "call", "calls", "format", "returncode", "status"),
    *("fixes", "causes", "remarks", "release"),
)
"""Parts of a finding that both spell alike."""


def of_page(report: dict[str, Any]) -> dict[str, Any]:
    """What the page says, as far as both say it."""
    return {
        "kind": report["kind"],
        "head": report["head"],
        "findings": [_finding(each) for each in report["findings"]],
        "candidates": [(each["entry"], each["why"], each["score"]) for each in report["candidates"]],
        "notes": report["notes"],
        "sentences": [each["texts"] for each in report["sentences"]],
        "signs": [each["text"] for each in report["signs"]],
        "request": report["request"],
    }


def _finding(each: dict[str, Any]) -> dict[str, Any]:
    values = {value["name"]: value["value"] for value in each["values"]}
    return {**{name: each[name] for name in SAME}, "values": values, "said_by": each["saidBy"]}


def of_command(report: Report) -> dict[str, Any]:
    """What the command says, as far as both say it."""
    names = (*SAME, "values", "said_by")
    return {
        "kind": report.kind,
        "head": report.head,
        "findings": [{name: getattr(each, name) for name in names} for each in report.details.values()],
        "candidates": [(entry, report.reasons[entry], score) for entry, score in report.candidates.items()],
        "notes": report.notes,
        "sentences": [each["texts"] for each in report.sentences],
        "signs": [each["text"] for each in report.signs],
        "request": report.request,
    }


SLOW = 30
"""Seconds that all hostile texts together never take, but something quadratic would."""


@needs_node
def test_page_and_command_say_the_same_of_hostile_texts_and_of_real_ones_at_once(
    signs: dict[str, Any], matcher: Matcher, tmp_path: Path
) -> None:
    (tmp_path / "explain.json").write_text(json.dumps(signs), encoding="utf-8")
    texts = [*hostile.pastes(), *(case["text"] for case in CORPUS)]
    page = on_the_page(tmp_path / "explain.json", texts, texts, tmp_path)
    began = time.process_time()
    said = [of_command(matcher.explain(text)) for text in texts]
    listed = [read_log(matcher, text) for text in texts]
    assert time.process_time() - began < SLOW
    assert page.wait(timeout=SLOW) == 0
    lines = list(map(json.loads, (tmp_path / "reports").read_bytes().split(b"\n")[:-1]))
    shown = [of_page(report) for report in lines[: len(texts)]]
    for text, *both in zip(
        texts, zip(shown, said, strict=True), zip(lines[len(texts) :], listed, strict=True), strict=True
    ):
        for one, other in both:
            assert one == other, text[:200]


@needs_node
def test_page_and_command_say_the_same(signs: dict[str, Any], matcher: Matcher, tmp_path: Path) -> None:
    (tmp_path / "explain.json").write_text(json.dumps(signs), encoding="utf-8")
    texts = list(pastes(signs, SEED, COUNT))
    logs = ["\n".join(texts[n : n + IN_A_LOG]) for n in range(0, COUNT, IN_A_LOG)]
    page = on_the_page(tmp_path / "explain.json", texts, logs, tmp_path)
    said = [of_command(matcher.explain(text)) for text in texts]
    listed = [read_log(matcher, log) for log in logs]
    assert any(listed)
    assert page.wait(timeout=120) == 0
    lines = list(map(json.loads, (tmp_path / "reports").read_bytes().split(b"\n")[:-1]))
    shown = [of_page(report) for report in lines[:COUNT]]
    assert len(shown) == len(texts)
    assert lines[COUNT:] == listed
    differing = [
        (text, {name: (one[name], other[name]) for name in one if one[name] != other[name]})
        for text, one, other in zip(texts, shown, said, strict=True)
        if one != other
    ]
    assert not differing, f"{len(differing)} of {COUNT}: {json.dumps(differing[:3], indent=1)}"
