"""Drives the client of a language: one process that stays open, one JSON object a line in, one a line out.

Bytes travel as base64. The requests and outcomes are those of the classes and functions below; a driver keeps one
client for equal settings.
"""

from __future__ import annotations

import base64
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.real import ROOT

DRIVERS = ROOT / "tests" / "languages" / "drivers"
SNIPPETS = ROOT / "snippets"

PATIENCE = 60.0
"""Seconds after which a driver that says nothing counts as stuck."""

Message = dict[str, Any]
"""A request to a driver, or what it says."""


@dataclass(frozen=True)
class Language:
    """How the driver of a language is made and started."""

    name: str
    needs: tuple[str, ...]
    """Programs without which it can't run."""
    driver: str
    """File below drivers/."""
    start: Callable[[Path, Path], Sequence[str]]
    """The command, given the folder of what was built and the file with the certificate of the trusted authority."""
    build: Callable[[Path, Path], Sequence[Sequence[str]]] = field(default=lambda *_: ())
    """Commands that build it into an empty folder, given the same."""
    folder: Path = ROOT
    """Where the commands run."""
    packages: Path | None = None
    """Folder of installed packages, if the client needs some."""

    def missing(self) -> list[str]:
        """Programs and packages that this machine doesn't have."""
        programs = [name for name in self.needs if shutil.which(name) is None]
        packages = self.packages and not self.packages.is_dir()
        return [*programs, *(["what make node-env installs"] if packages else [])]


def _php(_: Path, root: Path) -> Sequence[str]:
    return "php", "-d", f"curl.cainfo={root}", str(DRIVERS / "driver.php")


def _build_java(built: Path, root: Path) -> Sequence[Sequence[str]]:
    sources = (SNIPPETS / "java" / "BbbApi.java", DRIVERS / "Driver.java")
    return (
        ("javac", "-d", str(built), *map(str, sources)),
        ("keytool", "-importcert", "-noprompt", "-file", str(root), *_STORE, "-keystore", str(built / "trust.p12")),
    )


_STORE = ("-storetype", "PKCS12", "-storepass", "changeit")
"""Options of Java's keytool, with the password that Java's own store has."""


def _java(built: Path, _: Path) -> Sequence[str]:
    trust = (f"-Djavax.net.ssl.trustStore={built / 'trust.p12'}", "-Djavax.net.ssl.trustStorePassword=changeit")
    return "java", "-XX:TieredStopAtLevel=1", *trust, "-cp", str(built), "Driver"


def _build_go(built: Path, _: Path) -> Sequence[Sequence[str]]:
    return (("go", "build", "-o", str(built / "driver"), "."),)


LANGUAGES = {
    each.name: each
    for each in (
        Language("python", (), "driver.py", lambda *_: (sys.executable, str(DRIVERS / "driver.py"))),
        Language("php", ("php",), "driver.php", _php),
        Language(
            "javascript",
            ("node",),
            "driver.mjs",
            lambda *_: ("node", str(DRIVERS / "driver.mjs")),
            packages=SNIPPETS / "javascript" / "node_modules",
        ),
        Language("java", ("java", "javac", "keytool"), "Driver.java", _java, _build_java),
        Language("ruby", ("ruby",), "driver.rb", lambda *_: ("ruby", str(DRIVERS / "driver.rb"))),
        Language(
            "go", ("go",), "driver/main.go", lambda built, _: (str(built / "driver"),), _build_go, DRIVERS / "driver"
        ),
        Language(
            "bash",
            ("bash", "curl", "xmllint", "jq"),
            "driver.sh",
            lambda *_: ("bash", str(DRIVERS / "driver.sh")),
        ),
    )
}
"""The languages by name."""


def wire(data: bytes) -> str:
    """Bytes as a driver takes them."""
    return base64.b64encode(data).decode()


class Driver:
    """A driver that runs."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Read what the process says in a thread of its own, so that waiting for it can end."""
        self._process = process
        self._said: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._said.put(line)
        self._said.put("")

    def end(self) -> None:
        """End its input, upon which it ends by itself; one that doesn't is killed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        self._process.stdout.close()

    def ask(self, op: str, /, **request: object) -> Message:
        """Send one request; return the outcome. AssertionError if the driver ends, is stuck or says what isn't JSON."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"op": op, **request}) + "\n")
        self._process.stdin.flush()
        try:
            line = self._said.get(timeout=PATIENCE)
        except queue.Empty:
            raise AssertionError(f"the driver says nothing to {op}") from None
        assert line, f"the driver ended at {op}"
        said: Message = json.loads(line)
        assert "crash" not in said, said["crash"]
        return said

    def call(self, url: str, secret: str, call: str = "create", /, **more: object) -> Message:
        """Call the API by GET, or as the further fields of the request say."""
        defaults: Message = {
            "algorithm": "sha256",
            "timeout": 20,
            "limit": 10_000_000,
            "method": "GET",
            "params": [],
            "body": "",
            "content_type": "application/xml",
            "read": [],
        }
        return self.ask("call", url=url, secret=secret, call=call, **{**defaults, **more})


@contextmanager
def running(language: Language, built: Path, root: Path) -> Iterator[Driver]:
    """Run the driver of a language, whose build is in a folder, until the end of the block; it trusts one authority."""
    names = {"http_proxy", "https_proxy", "all_proxy", "no_proxy", "bbb_errors_url"}
    inherited = {name: value for name, value in os.environ.items() if name.lower() not in names}
    trusted = dict.fromkeys(("SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "CURL_CA_BUNDLE"), str(root))
    process = subprocess.Popen(
        list(language.start(built, root)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**inherited, **trusted, "PYTHONPATH": str(SNIPPETS)},
        cwd=language.folder,
    )
    driver = Driver(process)
    try:
        yield driver
    finally:
        driver.end()
