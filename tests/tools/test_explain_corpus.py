"""The command on what people paste: right, or unsure, and never wrong with confidence."""

from __future__ import annotations

from typing import Any

import pytest

from bbb_errors.matcher import Matcher
from tests.tools.pastes import CORPUS


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case["name"])
def test_mangled_pastes(matcher: Matcher, case: dict[str, Any]) -> None:
    report = matcher.explain(case["text"])
    assert report.kind == case["kind"], report
    assert list(report.findings) == case.get("entries", [])
    if "first" in case:
        assert next(iter(report.candidates)) == case["first"]
