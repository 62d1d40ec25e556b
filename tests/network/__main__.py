"""Prints what the tools of this machine say and the catalog does not have: python -m tests.network."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import asdict, replace
from pathlib import Path

import yaml

from tests.network.comparing import Seen, in_general, seen
from tests.network.running import observe
from tests.network.situations import opened


def new() -> list[Seen]:
    """Texts that the catalog does not have, each once."""
    with tempfile.TemporaryDirectory() as place:
        for name in ("network", "tools"):
            (Path(place) / name).mkdir()
        with opened(Path(place) / "network") as network:
            found = list(seen(observe(network, Path(place) / "tools"), network))
    return list(dict.fromkeys(replace(each, text=in_general(each.text)) for each in found if not each.known))


if __name__ == "__main__":
    yaml.safe_dump([asdict(each) for each in new()], sys.stdout, allow_unicode=True, sort_keys=False, width=120)
