"""What the Python doctor says of every request in the table of vectors. It takes seconds, so it is done once.

    python -m tests.tools.diagnosed FILE      write the diagnoses to FILE

A process of its own, since measuring coverage would make it take ten times as long.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from bbb_errors import checksum_doctor as doctor
from tests.once import made_once
from tests.real import ROOT
from tests.tools import doctor_vectors

FIELDS = ("base", "call", "query", "checksum", "fragment", "callback", "body")
FOUND = ("verdict", "algorithm", "checksum", "query", "url", "signed", "raw", "repeated", "tried")
"""What both doctors say of a request, and of a diagnosis."""


def told(request: Any, found: Any) -> list[Any]:
    """All that a doctor says: the fields of the request, those of the diagnosis, and what is a list in either."""
    sets = sorted(sorted(ids) for ids in found["mistakes"])
    lists = [list(request["older"]), sets, list(map(list, found["digests"])), list(found["encoders"])]
    return [*(request[name] for name in FIELDS), *(found[name] for name in FOUND), *lists]


def diagnoses(factory: pytest.TempPathFactory) -> list[Any]:
    """What is told of each vector, in the order of the table."""

    def make(folder: Path) -> None:
        folder.mkdir()
        command = [sys.executable, "-m", "tests.tools.diagnosed", str(folder / "diagnoses.json")]
        subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": f"{ROOT / 'hooks'}:{ROOT}"}, check=True)

    found: list[Any] = json.loads((made_once(factory, "doctor", make) / "diagnoses.json").read_text())
    return found


def diagnose(vector: dict[str, Any]) -> Any:
    """Tell of one vector; nothing if there is no request in it."""
    request = doctor.request_in(vector["url"], vector.get("body", ""))
    if request is None:
        return None
    return told(asdict(request), asdict(doctor.diagnose(request, doctor.bare_secret(vector["secret"]))))


if __name__ == "__main__":
    vectors = json.loads(doctor_vectors.FILE.read_text(encoding="utf-8"))
    Path(sys.argv[1]).write_text(json.dumps([diagnose(vector) for vector in vectors]), encoding="utf-8")
