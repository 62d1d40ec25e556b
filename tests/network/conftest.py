"""The network of the tests, and what the tools of this machine say of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.network import nginx
from tests.network.running import Observed, observe
from tests.network.situations import Network, opened
from tests.once import made_once


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    """All situations, open until the end of the run."""
    if nginx.PROGRAM is None:
        pytest.skip("no nginx on this machine; install the package nginx")
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on this machine; install the package openssl")
    with opened(tmp_path_factory.mktemp("network")) as found:
        yield found


@pytest.fixture(scope="session")
def observed(network: Network, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Observed]:
    """What each language of this machine said; one worker asks for all."""

    def make(target: Path) -> None:
        target.mkdir()
        said = observe(network, tmp_path_factory.mktemp("tools"))
        (target / "said.json").write_text(json.dumps({name: asdict(each) for name, each in said.items()}))

    kept = json.loads((made_once(tmp_path_factory, "observed", make) / "said.json").read_text())
    return {name: Observed(**each) for name, each in kept.items()}
