"""The drivers and the receivers of the languages, each built once a run and started once a worker."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

import pytest

from tests.languages.driving import DRIVERS, LANGUAGES, Driver, running
from tests.languages.receivers import InNode, InPhp, in_node, in_php
from tests.network import certificates as authority
from tests.network.certificates import Certificates
from tests.once import made_in_place


def not_tried(why: str) -> NoReturn:
    """Skip, or fail in CI, where nothing may be missing."""
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Certificates of the tests, with the authority that the drivers trust."""

    def make(folder: Path) -> None:
        folder.mkdir()
        paths = asdict(authority.make(folder))
        (folder / "paths.json").write_text(json.dumps(paths, default=str), encoding="utf-8")

    made = made_in_place(tmp_path_factory, "certificates", make)
    paths = json.loads((made / "paths.json").read_text(encoding="utf-8"))
    return Certificates(**{name: Path(path) for name, path in paths.items()})


@pytest.fixture(scope="session", params=[name for name, each in LANGUAGES.items() if (DRIVERS / each.driver).exists()])
def language(request: pytest.FixtureRequest) -> str:
    """The name of each language."""
    return str(request.param)


@pytest.fixture(scope="session")
def driver(language: str, certificates: Certificates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    """The running driver of a language."""
    of = LANGUAGES[language]
    if missing := of.missing():
        not_tried(f"{language} is not tried: {', '.join(missing)} missing")

    def build(folder: Path) -> None:
        folder.mkdir()
        for command in of.build(folder, certificates.root):
            done = subprocess.run(list(command), cwd=of.folder, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr

    built = made_in_place(tmp_path_factory, f"driver-{language}", build)
    with running(of, built, certificates.root) as opened:
        yield opened


@pytest.fixture(scope="session")
def node_receivers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InNode]:
    """The running receivers in JavaScript."""
    if shutil.which("node") is None:
        not_tried("the receivers in JavaScript are not tried: no node on this machine; install nodejs")
    with in_node(tmp_path_factory.mktemp("inbox")) as receivers:
        yield receivers


@pytest.fixture(scope="session")
def php_receivers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InPhp]:
    """The running receivers in PHP."""
    if shutil.which("php") is None:
        not_tried("the receivers in PHP are not tried: no php on this machine; install php-cli")
    with in_php(tmp_path_factory.mktemp("inbox")) as receivers:
        yield receivers
