"""The drivers of the languages, each built once a run and started once a worker."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

import pytest

from tests.languages.driving import DRIVERS, LANGUAGES, Driver, running
from tests.network.certificates import Certificates, make


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Certificates of the tests, with the authority that the drivers trust."""
    return make(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session", params=[name for name, each in LANGUAGES.items() if (DRIVERS / each.driver).exists()])
def language(request: pytest.FixtureRequest) -> str:
    """The name of each language."""
    return str(request.param)


@pytest.fixture(scope="session")
def driver(language: str, certificates: Certificates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    """The running driver of a language."""
    of = LANGUAGES[language]
    if missing := of.missing():
        said = f"{language} is not tried: {', '.join(missing)} missing"
        if os.environ.get("CI") == "true":
            pytest.fail(said)
        pytest.skip(said)
    built = tmp_path_factory.mktemp(f"driver-{language}")
    for command in of.build(built, certificates.root):
        done = subprocess.run(list(command), cwd=of.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    with running(of, built, certificates.root) as opened:
        yield opened
