"""Has every tool of this machine call into every situation, and keeps what it says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.network.situations import HASTE, Network, Situation

PROGRAMS = Path(__file__).with_name("programs")
SECONDS = 20
"""A tool's own time limit where something comes."""


@dataclass(frozen=True)
class Observed:
    """What one or more tools said."""

    versions: dict[str, str] = field(default_factory=dict)
    """Version by tool."""
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    """Text by tool and situation. It begins with OK where the tool took what came without an error."""


@dataclass(frozen=True)
class Language:
    """Where tools run."""

    needs: str
    """The program that must be there."""
    package: str
    """What to install, by Debian's names."""
    tools: tuple[str, ...]
    """What it has to call with and to parse with."""
    run: Callable[[Network, Path], Observed]
    """Calls into all situations; the folder is empty, and its own."""


def environment(**more: str) -> dict[str, str]:
    """The environment of tools: without a proxy of this machine, and in English."""
    here = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return {**here, "LC_ALL": "C.UTF-8", **more}


def observe(network: Network, folder: Path) -> dict[str, Observed]:
    """Run all languages that are installed, two at a time; the result is by language."""
    found = {name: language for name, language in LANGUAGES.items() if shutil.which(language.needs)}

    def run(name: str) -> Observed:
        (folder / name).mkdir()
        return found[name].run(network, folder / name)

    with ThreadPoolExecutor(2) as threads:
        return dict(zip(found, threads.map(run, found), strict=True))


def _tasks(network: Network) -> list[dict[str, Any]]:
    """What the programs read."""
    return [
        {
            "id": each.id,
            "url": each.address,
            "seconds": HASTE if each.haste else SECONDS,
            "proxy": each.proxy,
            "parser": each.parser,
            "ca": each.ca or str(network.certificates.root),
        }
        for each in network.situations
    ]


def _told(command: Iterable[str | Path], given: str, env: dict[str, str], folder: Path) -> str:
    """What a program prints for what it is given."""
    result = subprocess.run(
        [*map(str, command)], input=given, env=env, cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def _observed(command: Iterable[str | Path], network: Network, folder: Path, **settings: str) -> Observed:
    """What a program observes that reads and prints JSON."""
    given = {"ca": str(network.certificates.root), "tasks": _tasks(network)}
    return Observed(**json.loads(_told(command, json.dumps(given), environment(**settings), folder)))


def python(network: Network, folder: Path) -> Observed:
    """Run the Python of the tests."""
    return _observed((sys.executable, PROGRAMS / "calls.py"), network, folder)


def node(network: Network, folder: Path) -> Observed:
    """Run Node.js."""
    trusted = str(network.certificates.root)
    return _observed(("node", PROGRAMS / "calls.mjs"), network, folder, NODE_EXTRA_CA_CERTS=trusted)


def php(network: Network, folder: Path) -> Observed:
    """Run PHP."""
    return _observed(("php", PROGRAMS / "calls.php"), network, folder)


def go(network: Network, folder: Path) -> Observed:
    """Build once, and run."""
    (folder / "go.mod").write_text("module calls\n\ngo 1.19\n")
    settings = {"GOPROXY": "off", "GOTOOLCHAIN": "local", "GOCACHE": str(folder / "cache"), "GOFLAGS": "-mod=mod"}
    shutil.copyfile(PROGRAMS / "calls.go", folder / "main.go")
    _told(("go", "build", "-o", "calls", "."), "", environment(**settings), folder)
    return _observed((folder / "calls",), network, folder)


def java(network: Network, folder: Path) -> Observed:
    """Run the source; Java compiles it in memory."""
    lines = ("\t".join(str("" if x is None else x) for x in task.values()) for task in _tasks(network))
    command = ("java", "-XX:TieredStopAtLevel=1", PROGRAMS / "Calls.java", network.certificates.root)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for line in _told(command, "\n".join(lines), environment(), folder).splitlines():
        tool, situation, text = line.split("\t")
        found[tool][situation] = re.sub(r"\\(.)", lambda x: "\n" if x[1] == "n" else x[1], text)
    version = subprocess.run(["java", "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S607 - the one on the path
    return Observed(dict.fromkeys(found, version.split()[1]), dict(found))


def curl(network: Network, folder: Path) -> Observed:
    """Run curl once for each situation."""

    def run(each: Situation) -> str:
        seconds = str(HASTE if each.haste else SECONDS)
        words = ["curl", "-sS", "-L", "--max-redirs", "5", "--max-time", seconds, "-o", os.devnull]
        words += ["--cacert", each.ca or str(network.certificates.root), "--proxy", each.proxy or "", each.address]
        if each.proxy is None:
            words.append("--fail")
        result = subprocess.run(words, env=environment(), cwd=folder, capture_output=True, text=True, check=False)
        return "OK" if result.returncode == 0 else result.stderr.split("\n")[0]

    situations = [each for each in network.situations if each.parser is None]
    texts = {each.id: run(each) for each in situations}
    version = subprocess.run(["curl", "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S607 - the one on the path
    return Observed({"curl": version.split()[1]}, {"curl": texts})


LANGUAGES = {
    "curl": Language("curl", "curl", ("curl",), curl),
    "python": Language(
        sys.executable,
        "requirements-test.txt",
        ("httpx", "requests", "urllib", "ElementTree", "lxml.etree", "minidom"),
        python,
    ),
    "node": Language("node", "nodejs", ("fetch (undici)", "node:http", "JSON.parse / response.json()"), node),
    "php": Language(
        "php",
        "php-cli, php-curl and php-xml",
        (
            "PHP curl_error",
            "PHP file_get_contents",
            "PHP simplexml_load_string",
            "PHP DOMDocument::loadXML",
            "PHP new SimpleXMLElement",
            "PHP libxml_get_errors",
        ),
        php,
    ),
    "java": Language(
        "java",
        "default-jdk-headless",
        ("Java java.net.http.HttpClient", "Java HttpURLConnection", "Java DocumentBuilder", "Java StAX"),
        java,
    ),
    "go": Language(
        "go", "golang-go", ("Go net/http", "Go encoding/xml", "Go encoding/xml(no XMLName)", "encoding/json"), go
    ),
}
