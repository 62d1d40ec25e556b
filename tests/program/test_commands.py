"""The commands of the installed program, in an environment with nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path

import pytest

from bbb_errors.program import COMMANDS
from tests.real import ROOT

QUIET = {"PATH": os.environ["PATH"], "TERM": "xterm"}
KEY = b"<response><returncode>FAILED</returncode><messageKey>notFound</messageKey></response>"
SECRET = "a secret of the tests"  # noqa: S105 - made up
PLAIN = [name for name, command in COMMANDS.items() if not command.extra]
EXTRA = [name for name, command in COMMANDS.items() if command.extra]


def run(programs: Path, *arguments: str, given: bytes = b"", **settings: str) -> subprocess.CompletedProcess[bytes]:
    command = [str(programs / "bbb-errors"), *arguments]
    return subprocess.run(command, input=given, env=QUIET | settings, capture_output=True, timeout=60, check=False)


def test_explain_takes_a_key_a_file_and_standard_input(bare: Path, tmp_path: Path) -> None:
    (tmp_path / "response.xml").write_bytes(KEY)
    for done in (
        run(bare, "explain", "notFound"),
        run(bare, "explain", str(tmp_path / "response.xml")),
        run(bare, "explain", "-", given=KEY),
    ):
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"notFound  (error)" in done.stdout
    assert run(bare, "explain", "nothing of it").returncode == 1
    assert run(bare, "explain", "no-such-file.xml").returncode == 2
    assert json.loads(run(bare, "explain", "--json", "notFound").stdout)["kind"] == "found"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "koi8-r"])
def test_every_command_prints_in_every_encoding(bare: Path, encoding: str) -> None:
    for arguments in (["list"], ["explain", "notFound"], ["explain", "what \u65e5\u672c … is"], ["--help"]):
        done = run(bare, *arguments, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert (done.returncode, done.stderr) in [(0, b""), (1, b"")], arguments
    assert b"\\u2026" in run(bare, "list", PYTHONIOENCODING="ascii").stdout


def test_a_name_that_no_file_can_have_is_one_line(bare: Path) -> None:
    for name in ("x" * 5000, "nowhere"):
        done = run(bare, "--data", name, "list")
        assert (done.returncode, done.stdout) == (2, b"")
        [line] = done.stderr.decode().splitlines()
        assert line.startswith(f"{name}: ")


def test_checksum_names_the_mistake(bare: Path) -> None:
    def asked(hashed: str) -> subprocess.CompletedProcess[bytes]:
        value = hashlib.sha256(hashed.encode()).hexdigest()
        url = f"https://bbb.example.org/bigbluebutton/api/getMeetings?checksum={value}"
        return run(bare, "checksum", "--json", url, BBB_SECRET=SECRET)

    right, wrong = asked(f"getMeetings{SECRET}"), asked(SECRET)
    assert (right.returncode, json.loads(right.stdout)["verdict"]) == (0, "right")
    assert (wrong.returncode, json.loads(wrong.stdout)["verdict"]) == (1, "mistake")
    assert run(bare, "checksum", "nonsense", BBB_SECRET=SECRET).returncode == 2


def test_list_and_data_are_those_of_the_wheel(bare: Path) -> None:
    path = Path(run(bare, "data").stdout.decode().strip())
    assert path.is_relative_to(bare.parent)
    content = json.loads(path.read_text(encoding="utf-8"))
    listed = json.loads(run(bare, "list", "--json").stdout)
    assert [each["id"] for each in listed] == [each["id"] for each in content["errors"]]
    told = json.loads(run(bare, "data", "--json").stdout)
    assert told == {"path": str(path), "version": content["version"], "schema_version": content["schema_version"]}


def test_the_version_is_that_of_the_project(bare: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert run(bare, "--version").stdout.decode() == f"bbb-errors {project['version']}\n"


def test_the_help_names_every_command(bare: Path) -> None:
    told = run(bare, "--help")
    assert told.returncode == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in told.stdout.decode()] == []
    alone = run(bare)
    assert (alone.returncode, alone.stdout) == (2, b"")
    assert alone.stderr == told.stdout


@pytest.mark.parametrize("name", PLAIN)
def test_each_command_tells_its_exit_statuses(bare: Path, name: str) -> None:
    told = run(bare, name, "--help").stdout.decode()
    assert told.startswith(f"usage: bbb-errors {name} ")
    assert re.search(r"^exit status: 0 ", told, re.MULTILINE)


@pytest.mark.parametrize("name", EXTRA)
def test_without_its_extra_a_command_says_in_one_line_what_to_install(bare: Path, name: str) -> None:
    done = run(bare, name)
    assert (done.returncode, done.stdout) == (2, b"")
    [line] = done.stderr.decode().splitlines()
    assert f"{name} needs" in line
    assert line.endswith(f"pip install 'bbb-errors[{COMMANDS[name].extra}]'")


def test_the_stub_as_a_module_says_the_same(bare: Path) -> None:
    command = [str(bare / "python"), "-m", "bbb_stub"]
    done = subprocess.run(command, env=QUIET, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert re.fullmatch(r"The stub needs the package \w+, .*'bbb-errors\[stub\]'\n", done.stderr)


LOADED = "import sys; before = set(sys.modules); from bbb_errors.program import main\n"
LOADED += "try: main(sys.argv[1:])\nexcept SystemExit: pass\n"
LOADED += "print('\\n'.join(['loaded:', *sorted(set(sys.modules) - before)]))"

OURS = ["bbb_errors", "bbb_errors.program", "bbb_errors.terminal", "bbb_wire", "bbb_wire.program"]

MOST_MODULES = 60
"""Each takes about half a millisecond; with those that Python itself loads, the program begins within 150 ms."""


def loaded(programs: Path, *arguments: str) -> list[str]:
    """The modules that the program loads, besides those with which Python starts."""
    command = [str(programs / "python"), "-I", "-c", LOADED, *arguments]
    done = subprocess.run(command, env=QUIET, capture_output=True, text=True, check=True)
    return done.stdout.rpartition("loaded:\n")[2].split()


def test_the_program_starts_with_few_modules(bare: Path) -> None:
    found = loaded(bare, "--help")
    assert [name for name in found if name.startswith("bbb_")] == OURS
    assert len(found) <= MOST_MODULES, found


SLOW = {"bbb_wire.signs", "dataclasses", "inspect", "tomllib"}
"""What `explain` does without: each of them costs as much as reading the data."""


def test_explain_starts_without_slow_modules(bare: Path) -> None:
    found = set(loaded(bare, "explain", "checksumError"))
    assert "bbb_errors.matcher" in found
    assert found & SLOW == set()


@pytest.mark.parametrize("name", PLAIN)
def test_a_command_loads_no_other_command(bare: Path, name: str) -> None:
    found = {each for each in loaded(bare, name, "--help") if each.startswith("bbb_")}
    others = {command.module for each, command in COMMANDS.items() if each != name}
    assert COMMANDS[name].module in found
    assert found & others == set()
    assert ("bbb_errors.checksum_doctor" in found) == (name == "checksum")
    assert ("bbb_errors.matcher" in found) == (name == "explain")


def in_terminal(programs: Path, *arguments: str, **settings: str) -> str:
    """What the program prints on a terminal."""
    ours, theirs = pty.openpty()
    command = [str(programs / "bbb-errors"), *arguments]
    with subprocess.Popen(command, env=QUIET | settings, stdout=theirs):
        os.close(theirs)
        text = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            text += piece
    os.close(ours)
    return text.decode()


def test_headings_are_bold_on_a_terminal_alone(bare: Path) -> None:
    bold = "\x1b[1mnotFound  (error)\x1b[0m"
    assert bold in in_terminal(bare, "explain", "notFound")
    for settings in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b" not in in_terminal(bare, "explain", "notFound", **settings)
    assert b"\x1b" not in run(bare, "explain", "notFound").stdout


def test_the_stub_prints_its_url_first_and_is_ready_then(tester: Path) -> None:
    command = [str(tester / "bbb-errors"), "stub", "--port", "0", "--json"]
    with subprocess.Popen(command, env=QUIET, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        told = json.loads(process.stdout.readline())
        value = hashlib.sha256(f"getMeetings{told['secret']}".encode()).hexdigest()
        with urllib.request.urlopen(f"{told['url']}api/getMeetings?checksum={value}", timeout=10) as response:  # noqa: S310 - the stub of this test
            assert b"<returncode>SUCCESS</returncode>" in response.read()
        process.send_signal(signal.SIGINT)
        process.stdout.read()
    assert process.returncode == 0
    assert told["url"].startswith("http://127.0.0.1:")


def test_a_command_that_is_not_in_the_copy_is_said(tmp_path: Path) -> None:
    """The zip has no stub; a folder with the other packages stands for it."""
    for name in ("bbb_errors", "bbb_wire"):
        shutil.copytree(ROOT / "hooks" / name, tmp_path / name)
    command = [sys.executable, "-m", "bbb_errors", "stub"]
    done = subprocess.run(command, cwd=tmp_path, env=QUIET, capture_output=True, text=True, check=False)
    said = "python -m bbb_errors stub is not part of this copy; install the wheel of bbb-errors[stub]\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_the_guide_starts_the_stub_in_the_background(tester: Path, tmp_path: Path) -> None:
    text = (ROOT / "snippets/testing/stub_in_background.sh").read_text(encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    asked = text.replace("8090", str(port)) + 'curl -sS -m 10 "$BBB_URL"api/getMeetings; kill $!; wait $! || true\n'
    environment = QUIET | {"PATH": f"{tester}:{QUIET['PATH']}"}
    command = ["/bin/sh", "-eu", "-c", asked]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "checksumError" in done.stdout
    printed = (tmp_path / "stub.log").read_text()
    assert f"URL: http://127.0.0.1:{port}/bigbluebutton/\n" in printed
    assert "BBB_SECRET=" + re.findall(r"Secret: (\S+)", printed)[0] in text


def test_the_stub_says_once_that_its_url_cannot_be_printed(tester: Path) -> None:
    for command in ([str(tester / "bbb-errors"), "stub"], [str(tester / "python"), "-m", "bbb_stub"]):
        with Path("/dev/full").open("w") as full:
            ask = [*command, "--port", "0"]
            done = subprocess.run(ask, env=QUIET, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode == 1
        [line] = done.stderr.splitlines()
        assert line.startswith("The URL can't be printed: ")


def test_the_stub_tells_its_exit_statuses(tester: Path) -> None:
    assert b"\nexit status: 0 " in run(tester, "stub", "--help").stdout
