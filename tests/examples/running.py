"""Runs the examples of all languages against the stub server and captures what they print.

    python -m tests.examples.running --write     write the outputs that the pages show (make generate)

How the stub must be set for a file stands in comments outside its sections:

    # stub: empty                        no meetings, no recordings
    # stub: defaultMaxUsers=1            a setting of the stub
    # stub[trigger]: fault=html502       only for that section: a fault for its next request
    # stub: response=tooManyMeetings     the next request gets this response, by id

Examples in upgrades/ run against one line after another; see stages.py. Those of other languages than Python run as
files beside their client; see batches.py. If a language is missing here, what its examples print stays as it is.
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
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path, PurePath
from unittest import mock

from bbb_stub.server import StubServer
from reference.exports.publication import Publication
from reference.pages.in_languages.programs import SECTION as PROVOKE
from reference.site import data_for_programs, examples_in
from reference.snippets import CLIENTS, OUTPUTS, WHOLE, Example
from tests.examples.batches import BATCHES, ExampleError
from tests.examples.stages import Stage, stages, together
from tests.real import ROOT, real_catalog

FOLDER = ROOT / "snippets"
_SCENE = re.compile(r"^(?:#|//) stub(?:\[([a-z-]+)\])?: (.+)$", re.MULTILINE)


def scene(example: Example) -> Iterator[str]:
    """The words of the `# stub:` comments that concern an example. The programs of provocations need no meetings."""
    if _provokes(example):
        yield "empty"
        return
    if not (FOLDER / example.path).exists():  # an example that a test made up
        return
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


def runnable() -> list[Example]:
    """The examples that are Python programs or commands of a shell; files outside the folders are what they import."""
    return [
        each for each in _programs() if _ran_as(each) == "python" or (_ran_as(each) == "sh" and not _provokes(each))
    ]


def by_language() -> dict[str, list[Example]]:
    """The examples of each other language that run; those in data/ run with the constants that they import."""
    found: dict[str, list[Example]] = {}
    for example in _programs():
        if (language := _ran_as(example)) in BATCHES and not example.path.startswith("data/"):
            found.setdefault(language, []).append(example)
    return found


def _ran_as(example: Example) -> str:
    folder = PurePath(example.path).parts[0]
    return folder if folder in ("bash", "libraries") else example.language


def with_curl() -> list[Example]:
    """The provocations with curl, which show the responses as they arrive."""
    return [example for example in _programs() if _ran_as(example) == "sh" and _provokes(example)]


def _provokes(example: Example) -> bool:
    return example.section == PROVOKE


def _programs() -> Iterator[Example]:
    """The examples that end by themselves: no clients, no receivers, no tests for pytest; other tests run these."""
    for example in examples_in(FOLDER, real_catalog()).values():
        path = PurePath(example.path)
        if len(path.parts) < 2 or path.parts[0] == "testing" or example.path in CLIENTS.values():
            continue
        if not path.name.startswith("receive"):
            yield example


def run_all(language: str, examples: Sequence[Example], server: StubServer) -> dict[str, str]:
    """Run the examples of a language; return what each printed by id. Raises ExampleError with all that failed."""
    results = outcomes(language, examples, server)
    if failed := [f"{name}: {outcome}" for name, outcome in results.items() if isinstance(outcome, ExampleError)]:
        raise ExampleError("\n".join(failed))
    return {name: str(outcome) for name, outcome in results.items()}


def outcomes(language: str, examples: Sequence[Example], server: StubServer) -> dict[str, str | ExampleError]:
    """Run the examples of a language; return by id what each printed, or how it failed."""
    stage = Stage("", server.origin, server.secret, server.advance)
    results: dict[str, str | ExampleError] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        BATCHES[language].batch(Path(folder), examples, stage.environment) as run_one,
    ):
        for example in examples:
            prepare(example, server)
            try:
                results[example.id] = stage.shown(run_one(example))
            except ExampleError as error:
                results[example.id] = error
    return results


def write() -> None:
    """Write the output of every example, and nothing else, into the folder of outputs."""
    results = {}
    with StubServer() as server:
        for example in runnable():
            results[example.output_path] = run(example, server)
        for language, examples in by_language().items():
            printed = {example.id: example.output or "" for example in examples}
            if not (missing := BATCHES[language].missing()):
                printed = run_all(language, examples, server)
            elif os.environ.get("CI") == "true":
                sys.exit(missing)
            else:
                print(f"{len(examples)} examples in {language} stay as they are: {missing}")
            results |= {each.output_path: printed[each.id] for each in examples if not _provokes(each)}
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
    try:
        write()
    except ExampleError as error:
        sys.exit(str(error))


__all__ = ["WHOLE", "by_language", "outcomes", "prepare", "run", "run_all", "runnable", "workplace", "write"]

if __name__ == "__main__":
    main()
