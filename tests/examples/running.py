"""Runs the examples against the stub server and captures what they print.

    python -m tests.examples.running --write     write the outputs that the pages show (make generate)

How the stub must be set for a file stands in comments outside its sections:

    # stub: empty                        no meetings, no recordings
    # stub: defaultMaxUsers=1            a setting of the stub
    # stub[trigger]: fault=html502       only for that section: a fault for its next request
    # stub: response=tooManyMeetings     the next request gets this response, by id

Examples in upgrades/ run against one line after another; see stages.py.
"""

from __future__ import annotations

import argparse
import atexit
import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from unittest import mock

from bbb_stub.server import StubServer
from reference import snippets
from reference.exports.publication import Publication
from reference.site import data_for_programs
from reference.snippets import OUTPUTS, WHOLE, Example
from tests.examples.stages import Stage, stages, together
from tests.real import ROOT, real_catalog

FOLDER = ROOT / "snippets"
_SCENE = re.compile(r"^# stub(?:\[([a-z-]+)\])?: (.+)$", re.MULTILINE)


def scene(example: Example) -> Iterator[str]:
    """The words of the `# stub:` comments that concern an example."""
    for section, words in _SCENE.findall((FOLDER / example.path).read_text(encoding="utf-8")):
        if section in ("", example.section):
            yield from words.split()


def prepare(example: Example, server: StubServer) -> None:
    """Reset the stub and set it as the example's file says."""
    words = list(scene(example))
    server.reset(empty="empty" in words)
    for word in words:
        name, _, value = word.partition("=")
        if name == "fault":
            server.fault(value)
        elif name == "response":
            server.respond(value)
        elif name != "empty":
            server.settings({name: value})


@cache
def data_folder() -> Path:
    """A folder with the data for programs, beside which the examples in data/ run; it goes when Python ends."""
    place = tempfile.TemporaryDirectory()
    atexit.register(place.cleanup)
    for uri, text in data_for_programs(Publication(real_catalog())):
        (Path(place.name) / Path(uri).name).write_text(text, encoding="utf-8", newline="")
    return Path(place.name)


def workplace(example: Example) -> Path:
    """The folder in which an example runs: that of what it needs beside it."""
    return data_folder() if example.path.startswith("data/") else FOLDER


def run(example: Example, server: StubServer) -> str:
    """Run one example in this process; return what it printed, on one stage after the other."""
    return together((stage.release, _run(example, stage)) for stage in stages(example, server, prepare))


def _run(example: Example, stage: Stage) -> str:
    """Run an example on one stage."""
    return stage.shown(_in_shell(example, stage) if example.language == "sh" else _in_process(example, stage))


def _in_shell(example: Example, stage: Stage) -> str:
    """Run an example in a shell; return what it printed."""
    variables = {**os.environ, **stage.environment}
    command = ["/bin/sh", "-eu", "-c", example.text]
    return subprocess.run(command, env=variables, capture_output=True, text=True, timeout=30, check=True).stdout


def _in_process(example: Example, stage: Stage) -> str:
    """Run an example in Python; return what it printed. Sleeping moves the stub's clock instead."""
    printed = io.StringIO()
    code = compile(example.text, str(FOLDER / example.path), "exec")
    with (
        mock.patch.dict(os.environ, stage.environment),
        mock.patch.object(time, "sleep", stage.sleep),
        contextlib.redirect_stdout(printed),
        contextlib.chdir(workplace(example)),
        mock.patch.object(sys, "path", [str(workplace(example)), *sys.path]),
        ThreadPoolExecutor(1) as thread,  # an event loop of the caller must not disturb asyncio in an example
    ):
        thread.submit(exec, code, {"__name__": "__main__"}).result()
    return printed.getvalue()


def runnable(folder: Path = FOLDER) -> list[Example]:
    """The examples that are Python programs or commands of a shell.

    Files outside the folders are what they import; what is in testing/ is run by pytest, see tests/program.
    """
    found = [example for example in snippets.load(folder).values() if example.language in ("python", "sh")]
    return [example for example in found if "/" in example.path and not example.path.startswith("testing/")]


def write() -> None:
    """Write the output of every example, and nothing else, into the folder of outputs."""
    results = {}
    with StubServer() as server:
        for example in runnable():
            results[example.output_path] = run(example, server)
    shutil.rmtree(FOLDER / OUTPUTS, ignore_errors=True)
    for name, text in results.items():
        if text:
            path = FOLDER / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    print(f"{len(results)} examples run")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.examples.running", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--write", action="store_true", required=True, help="write the outputs")
    parser.parse_args()
    sys.path.insert(0, str(FOLDER))
    write()


__all__ = ["WHOLE", "prepare", "run", "runnable", "workplace", "write"]

if __name__ == "__main__":
    main()
