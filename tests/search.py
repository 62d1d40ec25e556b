"""Asks the site's search what people type, with the site's own script in Node.js."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import yaml

from tests.real import ROOT

SETTLED: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "data" / "settled.yml").read_text(encoding="utf-8"))
"""Reports with the place that settles each, and what somebody types who has this problem."""

SCRIPT = ROOT / "tests" / "node" / "search.mjs"

SHOWN = 3
"""Results that a reader looks at."""


@dataclass(frozen=True)
class Answer:
    """What the search says to one question."""

    question: str
    places: tuple[str, ...]
    """Addresses below the root, with anchors, best first."""
    took: float
    """Milliseconds."""

    @property
    def shown(self) -> tuple[str, ...]:
        """The pages that a reader looks at."""
        return tuple(urldefrag(place).url for place in self.places[:SHOWN])


def ask(site: Path, questions: list[str], turns: int = 1) -> list[Answer]:
    """Return the answers of a built site's search, in the order of the questions, with the fastest of several turns."""
    asked = json.dumps({"index": str(site / "search" / "search_index.json"), "questions": questions, "turns": turns})
    done = subprocess.run(["node", str(SCRIPT)], input=asked, capture_output=True, text=True, check=True, timeout=60)  # noqa: S607 - whichever is installed
    answers = zip(questions, json.loads(done.stdout), strict=True)
    return [Answer(question, tuple(said["places"]), said["took"]) for question, said in answers]


def symptom_words() -> list[tuple[str, set[str]]]:
    """What people type, each with the pages that are right for it."""
    reports = [(each["words"], {each["place"], *each.get("also", ())}) for each in SETTLED["reports"].values()]
    others = [(each["words"], set(each["pages"])) for each in SETTLED["others"]]
    return [(words, {urldefrag(place).url for place in right}) for words, right in reports + others]


def missed(site: Path) -> tuple[list[Answer], float, float]:
    """Return the answers without the right page, the share of those with it, and the longest time in milliseconds."""
    asked = symptom_words()
    answers = ask(site, [words for words, _ in asked], turns=2)
    wrong = [answer for answer, (_, right) in zip(answers, asked, strict=True) if not right & set(answer.shown)]
    return wrong, 1 - len(wrong) / len(asked), max(answer.took for answer in answers)
