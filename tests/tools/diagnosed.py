"""What the Python doctor says of every request in the table of vectors. It takes half a minute, so it is done once.

    python -m tests.tools.diagnosed FILE      write the diagnoses to FILE

A process of its own, since measuring coverage would make it take ten times as long.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bbb_errors import checksum_doctor as doctor
from tests.once import made_once
from tests.real import ROOT
from tests.tools import doctor_vectors


def diagnoses(factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Verdict, checksum and sets of mistakes for each vector, in the order of the table."""

    def make(folder: Path) -> None:
        folder.mkdir()
        command = [sys.executable, "-m", "tests.tools.diagnosed", str(folder / "diagnoses.json")]
        subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": f"{ROOT / 'hooks'}:{ROOT}"}, check=True)

    found: list[dict[str, Any]] = json.loads((made_once(factory, "doctor", make) / "diagnoses.json").read_text())
    return found


def diagnose(vector: dict[str, Any]) -> dict[str, Any]:
    """Diagnose one vector."""
    request = doctor.request_in(vector["url"], vector["body"])
    assert request
    result = doctor.diagnose(request, doctor.bare_secret(vector["secret"]))
    return {"verdict": result.verdict, "checksum": result.checksum, "mistakes": [list(ids) for ids in result.mistakes]}


if __name__ == "__main__":
    vectors = json.loads(doctor_vectors.FILE.read_text(encoding="utf-8"))
    Path(sys.argv[1]).write_text(json.dumps([diagnose(vector) for vector in vectors]), encoding="utf-8")
