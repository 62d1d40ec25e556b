"""The pytest plugin of the installed wheel, in an environment with pytest and nothing of this project's."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from bbb_stub.server import StubServer
from tests.real import ROOT

EXAMPLES = sorted((ROOT / "snippets/testing").glob("test_*.py"))

CONFTEST = """\
import threading
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def noted(request):
    if "bbb_server" in request.fixturenames:
        with Path("ports").open("a") as file:
            print(request.getfixturevalue("bbb_server").origin.rpartition(":")[2], file=file)


def pytest_unconfigure():
    with Path("threads").open("a") as file:
        print(*(each.name for each in threading.enumerate() if "stub" in each.name), sep="\\n", end="", file=file)
"""
"""Writes down the port of each stub, and the threads of stubs that are left when pytest ends."""


GUIDE = (ROOT / "docs/guides/test-your-error-handling.md").read_text(encoding="utf-8")

LIFE = {"start", "stop", "close"}
"""What the fixture does for the test."""

NAMES = {"stub"}
"""What is not for testers: the parts of the stub itself."""


def test_the_guide_names_every_member_of_the_fixture() -> None:
    table = GUIDE.partition("| Member | What it's for |")[2].partition("\n\n")[0]
    named = {name for row in table.splitlines() for name in re.findall(r"`(\w+)", row.split("|")[1] if row else "")}
    with StubServer() as stub:
        members = {name for name in dir(stub) if not name.startswith("_")}
    assert named == members - LIFE - NAMES


def run(programs: Path, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in a folder, as a tester does."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHON"))}
    command = [str(programs / "python"), "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", *options]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tester's folder: the client, the guide's tests, and what watches the stub."""
    for path in (ROOT / "snippets/bbb_api.py", *EXAMPLES):
        shutil.copyfile(path, tmp_path / path.name)
    (tmp_path / "conftest.py").write_text(CONFTEST)
    return tmp_path


@pytest.mark.parametrize("options", [[], ["-n", "2"]], ids=["alone", "xdist"])
def test_the_tests_of_the_guide_pass_and_leave_nothing_behind(tester: Path, project: Path, options: list[str]) -> None:
    done = run(tester, project, *options)
    assert done.returncode == 0, done.stdout
    ports = set((project / "ports").read_text().split())
    assert len(ports) == (int(options[-1]) if options else 1), "one stub for each process of pytest"
    assert (project / "threads").read_text().split() == []
    for port in ports:
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", int(port))) != 0, "nobody listens there any more"


def test_each_test_gets_a_fresh_stub_and_none_is_loaded_before(tester: Path, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import sys\n"
        "import pytest\n"
        "def test_nothing_is_loaded():\n"
        "    assert {'uvicorn', 'starlette', 'httpx', 'lxml', 'bbb_stub.server'} & set(sys.modules) == set()\n"
        "def test_change(bbb_server):\n"
        "    bbb_server.settings(secret='other')\n"
        "    bbb_server.reset(empty=True)\n"
        "    bbb_server.settings(secret='other')\n"
        "def test_fresh(bbb_server):\n"
        "    assert bbb_server.secret != 'other'\n"
        "    assert bbb_server.stub.world.live()\n"
        "    assert bbb_server.url.startswith('http://127.0.0.1:')\n"
        "def test_unknown_names(bbb_server):\n"
        "    for give in (bbb_server.fault, bbb_server.respond):\n"
        "        with pytest.raises(ValueError):\n"
        "            give('nonsense')\n"
    )
    done = run(tester, tmp_path)
    assert done.returncode == 0, done.stdout


def test_a_test_that_stops_the_stub_is_told_to_the_next(tester: Path, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "def test_stop(bbb_server): bbb_server.stop()\n"
        "def test_next(bbb_server): pass\n"
        "def test_own():\n"
        "    from bbb_stub.server import StubServer\n"
        "    with StubServer() as one, StubServer() as other:\n"
        "        assert one.url != other.url\n"
    )
    done = run(tester, tmp_path, "--no-header", "--tb=line")
    assert "2 passed, 1 error" in done.stdout
    assert "RuntimeError: the stub was stopped, perhaps by an earlier test" in done.stdout


def test_a_stub_that_was_never_started_can_be_stopped_but_not_started_then() -> None:
    server = StubServer()
    server.stop()
    server.stop()
    with pytest.raises(RuntimeError, match="was stopped"):
        server.start()


def test_without_the_extra_the_fixture_says_in_one_line_what_to_install(tester: Path, tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("import sys\nsys.modules['starlette'] = None\n")
    (tmp_path / "test_it.py").write_text("def test_it(bbb_server): pass\ndef test_other(): pass\n")
    done = run(tester, tmp_path, "--no-header", "--tb=short")
    assert "1 passed, 1 error" in done.stdout
    said = [line for line in done.stdout.splitlines() if "bbb_server needs" in line and not line.startswith("ERROR")]
    what = "The fixture bbb_server needs the package starlette, which is not installed"
    assert said == [f"{what}; run: python -m pip install 'bbb-errors[stub]'"]
