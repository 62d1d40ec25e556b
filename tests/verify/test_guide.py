"""The page "Check your own server" shows what a run prints, and explains all of it."""

from __future__ import annotations

import re
import shlex

from bbb_errors.verify import command, data
from bbb_errors.verify.judging import COUNTED, Verdict
from tests.real import ROOT
from tests.verify.conftest import Verify
from tests.verify.test_deviations import KINDS, deviating

GUIDE = (ROOT / "docs" / "guides" / "check-your-own-server.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


def test_the_output_is_that_of_a_run(run: Verify) -> None:
    [shown] = [text for language, text in BLOCKS if language == "text"]
    response, change, _ = KINDS["another text"]
    with deviating(lambda reply: change if reply.answer == response else None) as stub:
        printed = run(stub.url, stub.secret).out.splitlines()
    assert [line for line in shown.splitlines() if line not in printed] == []
    places = [printed.index(line) for line in shown.splitlines()]
    assert sorted(places) == sorted(set(places))


def test_each_verdict_is_explained() -> None:
    rows = dict(re.findall(r"^\| (?!Verdict|---)(.*?) \| .* \| (yes|no) \|$", GUIDE, re.MULTILINE))
    assert list(rows) == [verdict.value for verdict in Verdict]
    assert {name for name, counts in rows.items() if counts == "yes"} == {verdict.value for verdict in COUNTED}


def test_the_commands_are_ones_that_the_program_takes() -> None:
    lines = [line for language, text in BLOCKS if language == "bash" for line in text.splitlines()]
    used = [shlex.split(line)[2:] for line in lines if line.startswith("bbb-errors verify")]
    assert used
    for arguments in used:
        command.parser(data.load()).parse_args(arguments)
