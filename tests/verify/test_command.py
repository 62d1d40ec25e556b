"""The command: what it takes, what it writes, how it ends, and that its rooms end on interruption."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bbb_errors.program import main as program
from bbb_errors.verify import data
from bbb_errors.verify.plan import Plan
from bbb_stub.server import StubServer
from tests.real import ROOT
from tests.verify.conftest import Verify
from tests.verify.running import left
from tests.verify.test_deviations import KINDS, deviating


def test_the_table_says_all_and_ends_with_a_summary(stub: StubServer, run: Verify) -> None:
    ran = run(stub.url, stub.secret)
    rows = [line for line in ran.out.splitlines() if re.match("(as in the catalog|known difference) ", line)]
    assert len(rows) > 1
    assert "\033" not in ran.out, "no colors but on a terminal"
    assert "Not tried, since it needs " in ran.out
    assert re.search(r"^Server: BigBlueButton 3\.0 \(guessed from the responses\)\.$", ran.out, re.MULTILINE)
    assert ran.err == ""


def test_the_report_fills_the_form(run: Verify, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    response, change, _ = KINDS["another text"]
    with deviating(lambda reply: change if reply.answer == response else None) as stub:
        ran = run(stub.url, stub.secret, "--report", str(tmp_path / "report.md"))
        secret, origin = stub.secret, stub.origin
    assert ran.status == 1
    assert "1 other text" in ran.out
    assert "\033" not in ran.out, "a terminal whose user wants no colors"
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    form = (ROOT / ".github/ISSUE_TEMPLATE/wrong-response.yml").read_text(encoding="utf-8")
    labels = re.findall(r"^      label: (.*)$", form, re.MULTILINE)
    asked = [label for label in labels if label not in ("Evidence", "Nothing secret")]
    assert re.findall(r"^### (.*)$", text, re.MULTILINE) == asked
    assert "Nothing here" in text
    assert "checksum=CHECKSUM" in text
    assert secret not in text
    assert origin.removeprefix("http://") not in text
    assert not re.search("[0-9a-f]{40}", text)


@pytest.mark.parametrize("name", ["", "none/report.md"], ids=["a folder", "in no folder"])
def test_a_report_that_cannot_be_written_is_told_first(
    stub: StubServer, run: Verify, tmp_path: Path, name: str
) -> None:
    ran = run(stub.url, stub.secret, "--report", str(tmp_path / name))
    assert ran.status == 2
    assert ran.out == "", "nothing was sent"
    assert re.fullmatch(r".*: can't be written \(.+\); name another file\n", ran.err)


def test_without_a_run_no_report_is_left_or_changed(run: Verify, tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("old", encoding="utf-8")
    for name in ("old.md", "new.md"):
        assert run("http://127.0.0.1:1", "secret-secret", "--report", str(tmp_path / name)).status == 2
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("old.md", "old")]


def test_a_report_goes_into_a_pipe(stub: StubServer, run: Verify, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    cat = [sys.executable, "-c", "import sys; print(open(sys.argv[1]).read())", str(tmp_path / "pipe")]
    with subprocess.Popen(cat, stdout=subprocess.PIPE, text=True) as reader:
        run(stub.url, stub.secret, "--report", str(tmp_path / "pipe"))
        told, _ = reader.communicate(timeout=30)
    assert told.startswith("# 0 responses ")


def test_a_dry_run_sends_nothing_and_lists_all(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BBB_SECRET", raising=False)
    assert program(["verify", "--dry-run", "--json", "--url", "http://127.0.0.1:1/"]) == 0
    found = json.loads(capsys.readouterr().out)
    plan = Plan(data.load())
    assert len(found) == len(data.load().provocations)
    assert sum(each["request"] is not None for each in found) == sum(
        not plan.needs(p) for p in data.load().provocations
    )
    sent = " ".join(each["request"] or "" for each in found)
    assert all(room.meeting_id not in re.sub(r"RANDOM-[\w-]+", "", sent) for room in data.load().rooms)
    assert program(["verify", "--dry-run"]) == 0
    assert "would send   GET /bigbluebutton/api/getMeetings?checksum=WRONG-CHECKSUM" in capsys.readouterr().out


USES: dict[str, tuple[list[str], str | None, str]] = {
    "no URL": ([], "s", "no server is named"),
    "no secret": (["--url", "http://127.0.0.1:1"], None, "set BBB_SECRET"),
    "an empty secret": (["--url", "http://127.0.0.1:1"], "  ", "set BBB_SECRET"),
    "an invisible character": (["--url", "http://127.0.0.1:1"], "a\u200bb", "set BBB_SECRET"),
    "no such URL": (["--url", "bbb.example.org"], "secret-secret", "the URL is not like"),
    "half an IPv6 address": (["--url", "http://[::1"], "secret-secret", "the URL is not like"),
    "a port that can't be": (["--url", "http://a:99999/"], "secret-secret", "the URL is not like"),
    "half a bracket": (["--url", "http://[/"], "secret-secret", "the URL is not like"),
    "no IP address": (["--url", "http://[1]/"], "secret-secret", "the URL is not like"),
    "a URL that isn't UTF-8": (["--url", "http://127.0.0.1:1/\udc9b"], "secret-secret", "the URL is not like"),
    "a recording that isn't UTF-8": (["--url", "http://127.0.0.1:1", "--recordings", "a\udc9b"], "s", "isn't UTF-8"),
    "nobody there": (["--url", "http://127.0.0.1:1"], "secret-secret", "the server doesn't respond"),
    "a timeout that can't be": (["--url", "http://127.0.0.1:1", "--timeout", "0"], "s", "--timeout"),
}


@pytest.mark.parametrize("name", USES)
def test_wrong_use_is_one_line(name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    arguments, secret, said = USES[name]
    monkeypatch.delenv("BBB_URL", raising=False)
    monkeypatch.delenv("BBB_SECRET", raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    if secret is not None:
        monkeypatch.setenv("BBB_SECRET", secret)
    assert program(["verify", *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert said in told.err


def test_a_wrong_secret_is_told_at_once(stub: StubServer, run: Verify) -> None:
    ran = run(stub.url, "not-the-secret-of-it")
    assert ran.status == 2
    assert "doesn't accept the checksum" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_the_secret_is_no_argument(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        program(["verify", "--secret", "x"])
    assert ended.value.code == 2
    capsys.readouterr()


def test_what_is_missing_is_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert program(["verify", "--url", "http://127.0.0.1:1"]) == 2
    assert capsys.readouterr().err == "verify needs httpx and lxml; run: python -m pip install 'bbb-errors[verify]'\n"


def test_help_and_start_need_the_standard_library_alone() -> None:
    code = "import sys; from bbb_errors.verify import command; command.facts.load(); print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert not {"httpx", "lxml", "anyio"} & set(told.stdout.split())


def test_the_program_knows_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        program(["verify", "--help"])
    assert ended.value.code == 0
    assert "BBB_SECRET" in capsys.readouterr().out


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_rooms_are_ended_on_interruption(sent: signal.Signals) -> None:
    with StubServer() as stub:
        before = signal.signal(sent, signal.SIG_DFL)  # what a shell runs in the background inherits to ignore SIGINT
        process = subprocess.Popen(
            [sys.executable, "-m", "bbb_errors", "verify", "--url", stub.url, "--pause", "0.05"],
            env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "BBB_SECRET": stub.secret},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        signal.signal(sent, before)
        until = time.monotonic() + 30
        while not left(stub) and time.monotonic() < until:
            time.sleep(0.01)
        assert left(stub)
        process.send_signal(sent)
        told, _ = process.communicate(timeout=30)
        assert left(stub) == []
    assert process.returncode == 2
    assert "It was interrupted. Its rooms were ended." in told
    assert "Traceback" not in told
    assert stub.secret not in told
