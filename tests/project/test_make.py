"""The Makefile where something is in the way: one line that says what, and what to do."""

from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests.real import ROOT

MAKE = shutil.which("make") or "make"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the Makefile and the locks, and no environment."""
    for name in ("Makefile", "requirements.txt", "requirements-test.txt", "requirements-balancer.txt"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def make(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", **settings}
    return subprocess.run([MAKE, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def ready(folder: Path) -> None:
    """Pretend that the environment was installed."""
    shutil.copyfile(folder / "requirements.txt", folder / ".venv/site.lock")
    both = (folder / "requirements.txt").read_text() + (folder / "requirements-test.txt").read_text()
    (folder / ".venv/test.lock").write_text(both)


def test_an_environment_that_is_up_to_date_is_left_alone(checkout: Path) -> None:
    python = program(checkout / ".venv/bin/python", 'echo "$@" >> told; exit 0')
    ready(checkout)
    done = make(checkout, "test-env", f"PYTHON={python}")
    assert (done.returncode, done.stdout) == (0, "")
    assert "venv" not in (checkout / "told").read_text()


@pytest.mark.parametrize("broken", ["dangling", "not a program"])
def test_an_environment_whose_python_does_not_start_is_made_anew(checkout: Path, broken: str) -> None:
    (checkout / ".venv/bin").mkdir(parents=True)
    if broken == "dangling":
        (checkout / ".venv/bin/python").symlink_to(checkout / "gone")
    else:
        program(checkout / ".venv/bin/python", "exit 126")
    ready(checkout)
    python = program(checkout / "python", 'case "$*" in "-m venv .venv") touch made;; esac')
    done = make(checkout, "site-env", f"PYTHON={python}")
    assert (checkout / "made").exists()
    assert done.stdout == "Installing what the site needs into .venv ...\n"
    assert "is the package index reachable?" in done.stderr
    assert done.returncode != 0


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("serve", "PORT"),
        *(("new", name) for name in ("KEY", "CALL", "CATEGORY", "CHECK")),
        ("diff", "BASE"),
        ("drift", "SOURCE"),
        ("drift", "LINE"),
    ],
)
def test_a_value_is_no_part_of_a_command(checkout: Path, target: str, name: str) -> None:
    python = program(checkout / "python", "exit 0")
    done = make(checkout, "-n", target, f"PYTHON={python}", f'{name}=";touch evil;"')
    assert done.returncode == 0
    assert "evil" not in done.stdout


@pytest.mark.parametrize("asked", ["--help", "--line=9", "a b", "$(id)", "'"])
def test_what_is_compared_is_no_option(checkout: Path, asked: str) -> None:
    program(checkout / ".venv/bin/python", 'for each in "$@"; do printf "%s\\n" "$each" >> told; done')
    ready(checkout)
    (checkout / "told").unlink(missing_ok=True)
    assert make(checkout, "diff", f"BASE={asked}", "PYTHON=true").returncode == 0
    assert (checkout / "told").read_text().splitlines()[-3:] == ["diff", "--", asked]
    assert make(checkout, "drift", f"SOURCE={asked}", f"LINE={asked}", "PYTHON=true").returncode == 0
    assert (checkout / "told").read_text().splitlines()[-4:] == ["drift", f"--line={asked}", "--", asked]


@pytest.mark.parametrize("asked", [[], ["SOURCE="]])
def test_drift_without_a_source_says_what_is_missing(checkout: Path, asked: list[str]) -> None:
    program(checkout / ".venv/bin/python", "exit 0")
    ready(checkout)
    done = make(checkout, "drift", *asked, "PYTHON=true")
    assert done.returncode != 0
    assert done.stderr.splitlines()[0] == "SOURCE is missing; make drift SOURCE=../bigbluebutton"


@pytest.mark.parametrize("asked", ["²", "٣", "-1", "1e9", "1" * 30, "1 nonsense", "--help"])
def test_fuzz_says_what_it_takes(asked: str) -> None:
    done = make(ROOT, "fuzz", f"FUZZ={asked}", PYTHONUTF8="1")
    assert done.returncode != 0
    assert done.stderr.splitlines()[0].startswith("usage: python -m tests.fuzz SECONDS")


def test_a_python_that_is_too_old_is_said(checkout: Path) -> None:
    python = program(checkout / "python", "exit 1")
    done = make(checkout, "site", f"PYTHON={python}")
    assert done.stderr.splitlines()[0].startswith("Python 3.11 or newer is needed; install it, or name it:")
    assert done.returncode != 0


@pytest.mark.parametrize("ci", ["", "true"])
def test_without_a_newer_python_the_balancer_is_left_out_in_one_line(checkout: Path, ci: str) -> None:
    python = program(checkout / ".venv/bin/python", "exit 0")
    ready(checkout)
    old = program(checkout / "old", "exit 1")
    done = make(checkout, "balancer-env", f"PYTHON={python}", f"BALANCER_PYTHON={old}", CI=ci)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "tests/balancer is not collected: no Python 3.13 or newer\n"


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 2)])
def test_a_balancer_that_cannot_be_installed_fails_only_where_all_must_run(
    checkout: Path, ci: str, status: int
) -> None:
    python = program(checkout / ".venv/bin/python", "exit 0")
    ready(checkout)
    new = program(checkout / "new", 'case "$1" in -m) exit 1;; esac')
    done = make(checkout, "balancer-env", f"PYTHON={python}", f"BALANCER_PYTHON={new}", CI=ci)
    assert done.returncode == status
    assert done.stderr.startswith("tests/balancer is not collected: the balancer was not installed")


def test_without_node_one_line_says_what_to_install(checkout: Path) -> None:
    done = make(checkout, "node-env", PATH=str(checkout))
    assert done.stderr.splitlines()[0] == "npm is missing; install Node.js 20.19 or newer with npm."
    assert done.returncode != 0


@pytest.mark.parametrize("port", ["0", "abc", "", "99999", "8000;id", "8000 --x", "$(id)", "٣", "8'1"])
def test_serve_refuses_what_is_not_a_port(port: str) -> None:
    done = make(ROOT, "serve", f"PORT={port}", PYTHONUTF8="1")
    assert done.stderr.splitlines()[0].startswith(f"{port!r} is not a port")
    assert "Traceback" not in done.stderr


def test_serve_names_another_port_if_one_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = make(ROOT, "serve", f"PORT={port}")
    assert done.stderr.splitlines()[0] == f"Port {port} is taken; make serve PORT={port % 65535 + 1}"
    assert done.returncode != 0


@pytest.mark.parametrize("said", ['There are "too" many', "`id` and $(id)", "'; id; '", "costs $5", "--help", "a\\b"])
def test_new_takes_any_words(checkout: Path, said: str) -> None:
    program(checkout / ".venv/bin/python", 'for each in "$@"; do printf "%s\\n" "$each" >> told; done')
    ready(checkout)
    done = make(checkout, "new", *(f"{name}={said}" for name in ("KEY", "CALL", "CATEGORY", "CHECK")), "PYTHON=true")
    assert done.returncode == 0, done.stderr
    told = (checkout / "told").read_text().splitlines()
    assert told[-4:] == [f"--{name}={said}" for name in ("key", "call", "category", "check")]


BUILDER = """\
case "$*" in
*"mkdocs build --site-dir "*) mkdir "$5" && echo new > "$5/index.html" && {end};;
esac"""
"""A Python that does as MkDocs does, and then what the test wants."""


@pytest.mark.parametrize("end", ["exit 1", "kill -9 $$"])
def test_a_build_that_fails_leaves_the_old_site(checkout: Path, end: str) -> None:
    program(checkout / ".venv/bin/python", BUILDER.format(end=end))
    ready(checkout)
    (checkout / "site").mkdir()
    (checkout / "site/index.html").write_text("old")
    done = make(checkout, "site", "PYTHON=true")
    assert done.returncode != 0
    assert (checkout / "site/index.html").read_text() == "old"
    assert [path.name for path in checkout.glob("site*")] == ["site"]


def test_a_build_that_succeeds_takes_the_place_of_the_old_site(checkout: Path) -> None:
    program(checkout / ".venv/bin/python", BUILDER.format(end="exit 0"))
    ready(checkout)
    (checkout / "site").mkdir()
    (checkout / "site/gone.html").write_text("old")
    done = make(checkout, "site", "PYTHON=true")
    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name: path.read_text() for path in (checkout / "site").iterdir()} == {"index.html": "new\n"}
    assert [path.name for path in checkout.glob("site*")] == ["site"]
