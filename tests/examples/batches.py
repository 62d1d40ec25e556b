"""Runs examples of every language but Python: what a language needs is prepared once for all of them.

An example runs as a reader runs it: as a file beside the client of its language, with BBB_URL and BBB_SECRET set.
It must end with status 0 and without a word on standard error, where languages print warnings.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath

from reference.snippets import CLIENTS, INSTALLED, Example
from tests.examples import libraries
from tests.real import ROOT

FOLDER = ROOT / "snippets"
HERE = Path(__file__).parent
SECONDS = 60

Environment = Mapping[str, str]
Run = Callable[[Example], str]
"""Runs an example; returns what it printed. Raises ExampleError."""


class ExampleError(Exception):
    """An example didn't compile, complained, or ended with a status other than 0."""


@dataclass(frozen=True)
class Language:
    """What the examples of a language need, and how they are run."""

    programs: tuple[str, ...]
    """Programs that must be on the path."""
    package: str
    """What to install, by Debian's names."""
    batch: Callable[[Path, Sequence[Example], Environment], AbstractContextManager[Run]]
    """Prepares examples in an empty folder, to be run with these variables."""
    packages: str | None = None
    """Folder below snippets/ with installed packages, if the client needs some."""
    prepare: Callable[[], str] = str
    """Makes what else they need; returns what is missing, or nothing."""

    def missing(self) -> str:
        """What is missing here and how to get it, or nothing."""
        if absent := [name for name in self.programs if shutil.which(name) is None]:
            return f"no {' and no '.join(absent)} on this machine; install {self.package}"
        if self.packages and not (FOLDER / self.packages).is_dir():
            return f"snippets/{self.packages} is missing; run npm ci in snippets/{PurePath(self.packages).parent}"
        return self.prepare()


def environment(more: Environment) -> dict[str, str]:
    """The variables of an example: those of this process without its proxy, and more."""
    here = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return {**here, "LC_ALL": "C.UTF-8", **more}


def checked(command: Sequence[str | Path], folder: Path, variables: Environment) -> str:
    """Run a command that must succeed and complain of nothing; return what it prints."""
    result = subprocess.run(
        [*map(str, command)],
        cwd=folder,
        env=environment(variables),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if result.returncode or result.stderr:
        raise ExampleError(f"status {result.returncode}\n{result.stderr}{result.stdout}")
    return result.stdout


def _beside(folder: Path, client: str) -> None:
    """Fill a folder with the client's files; installed packages are linked, not copied."""
    source = (FOLDER / client).parent
    for path in source.iterdir() if source.is_dir() else ():
        if path.name in INSTALLED:
            (folder / path.name).symlink_to(path)
        elif path.is_file():
            shutil.copyfile(path, folder / path.name)


def _by_process(language: str, *command: str) -> Callable[..., AbstractContextManager[Run]]:
    """The way of a language whose examples are files that its interpreter reads."""

    @contextmanager
    def batch(folder: Path, examples: Sequence[Example], variables: Environment) -> Iterator[Run]:
        if language in CLIENTS:
            _beside(folder, CLIENTS[language])
        names = {}
        for number, example in enumerate(examples):
            names[example.id] = f"example{number}{PurePath(example.path).suffix}"
            (folder / names[example.id]).write_text(example.text, encoding="utf-8")
        yield lambda example: checked([*command, names[example.id]], folder, variables)

    return batch


def _with_libraries(folder: Path, examples: Sequence[Example], variables: Environment) -> AbstractContextManager[Run]:
    """Run examples with the Python that has the libraries. Newer Pythons warn of the code of old libraries."""
    batch = _by_process("libraries", str(libraries.python()), "-W", "ignore")
    return batch(folder, examples, variables)


@contextmanager
def _go(folder: Path, examples: Sequence[Example], variables: Environment) -> Iterator[Run]:
    """Build all examples as one command in a copy of the module, since linking takes long; each is a package of it."""
    if (FOLDER / "go").is_dir():
        shutil.copytree(FOLDER / "go", folder, dirs_exist_ok=True)
    else:
        (folder / "go.mod").write_text("module portal\n\ngo 1.19\n", encoding="utf-8")
    names = {example.id: f"example{number}" for number, example in enumerate(examples)}
    for example in examples:
        (folder / names[example.id]).mkdir()
        package = re.sub(r"^package main$", f"package {names[example.id]}", example.text, flags=re.MULTILINE)
        package = re.sub(r"^func main\(\)", "func Main()", package, flags=re.MULTILINE)
        (folder / names[example.id] / "example.go").write_text(package, encoding="utf-8")
    (folder / "all").mkdir()
    imports = "".join(f'\t"portal/{name}"\n' for name in names.values())
    cases = "".join(f'\tcase "{name}":\n\t\t{name}.Main()\n' for name in names.values())
    main = f'package main\n\nimport (\n\t"os"\n{imports})\n\nfunc main() {{\n\tswitch os.Args[1] {{\n{cases}\t}}\n}}\n'
    (folder / "all" / "main.go").write_text(main, encoding="utf-8")
    offline = {"GOPROXY": "off", "GOTOOLCHAIN": "local", "GOFLAGS": "-mod=mod"}
    places = [f"./{name}" for name in names.values()]
    if unformatted := checked(["gofmt", "-l", *places], folder, {}):
        raise ExampleError(f"gofmt would change {unformatted}")
    checked(["go", "vet", *places], folder, offline)
    checked(["go", "build", "-o", "examples", "./all"], folder, offline)
    yield lambda example: checked([folder / "examples", names[example.id]], folder, variables)


@contextmanager
def _java(folder: Path, examples: Sequence[Example], variables: Environment) -> Iterator[Run]:
    """Compile the client once; one Java compiles and runs all examples, since each start of it takes long."""
    client = FOLDER / CLIENTS["java"]
    sources = [client] if client.exists() else []
    runner = HERE / "Examples.java"
    checked(["javac", "-Xlint:all", "-Werror", "-d", folder / "classes", *sources, runner], folder, {})
    places = {}
    for number, example in enumerate(examples):
        places[example.id] = folder / f"example{number}" / PurePath(example.path).name
        places[example.id].parent.mkdir()
        places[example.id].write_text(example.text, encoding="utf-8")
    command = ["java", "-XX:TieredStopAtLevel=1", "-cp", "classes", "Examples", "classes"]
    with _kept_open(command, folder, variables, places) as run:
        yield run


def _by_one_process(language: str, *command: str) -> Callable[..., AbstractContextManager[Run]]:
    """The way of a language whose interpreter starts slowly: one reads all examples, one after the other."""

    @contextmanager
    def batch(folder: Path, examples: Sequence[Example], variables: Environment) -> Iterator[Run]:
        _beside(folder, CLIENTS[language])
        places = {}
        for number, example in enumerate(examples):
            places[example.id] = folder / f"example{number}{PurePath(example.path).suffix}"
            places[example.id].write_text(example.text, encoding="utf-8")
        with _kept_open(command, folder, variables, places) as run:
            yield run

    return batch


@contextmanager
def _kept_open(
    command: Sequence[str], folder: Path, variables: Environment, places: Mapping[str, Path]
) -> Iterator[Run]:
    """Run examples in one process, which reads their paths and writes a line for each, as Examples.java says."""
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment(variables),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as process:
        asked, answered = process.stdin, process.stdout
        assert asked
        assert answered

        def run(example: Example) -> str:
            print(places[example.id], file=asked, flush=True)
            outcome, _, printed = answered.readline().rstrip("\n").partition(" ")
            text = bytes.fromhex(printed).decode()
            if outcome != "ran":
                raise ExampleError(text or f"{command[0]} has ended")
            return text

        try:
            yield run
        finally:
            asked.close()


BATCHES = {
    "php": Language(
        ("php",),
        "php-cli, php-curl and php-xml",
        _by_process("php", "php", "-d", "display_errors=stderr", "-d", "error_reporting=-1"),
    ),
    "javascript": Language(
        ("node",),
        "nodejs",
        _by_one_process("javascript", "node", str(HERE / "examples.mjs")),
        packages="javascript/node_modules",
    ),
    "ruby": Language(("ruby",), "ruby", _by_one_process("ruby", "ruby", str(HERE / "examples.rb"))),
    "bash": Language(("bash", "curl", "xmllint"), "bash, curl and libxml2-utils", _by_process("bash", "bash", "-eu")),
    "curl": Language(("curl", "openssl"), "curl and openssl", _by_process("curl", "sh", "-eu")),
    "java": Language(("javac", "java"), "default-jdk-headless", _java),
    "go": Language(("go",), "golang-go", _go),
    "libraries": Language((), "", _with_libraries, prepare=libraries.missing),
}
"""How the examples of each language are run; those in libraries/ are Python with other people's client libraries."""
