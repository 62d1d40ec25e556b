"""The checksum doctor as one file: every module is in it once, and it runs alone with the standard library."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from reference.exports.doctor_file import FILE, FOLDER, MODULES
from tests.real import ROOT
from tests.tools import doctor_vectors


def test_every_module_is_joined_below_those_that_it_imports() -> None:
    assert sorted(MODULES) == sorted(path.stem for path in (ROOT / FOLDER).glob("*.py") if path.stem != "__init__")
    for place, name in enumerate(MODULES):
        for node in ast.parse((ROOT / FOLDER / f"{name}.py").read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bbb_errors.doctor"):
                assert (node.module or "").rpartition(".")[2] in MODULES[:place], (name, node.module)
                assert not [each.asname for each in node.names if each.asname], (name, node.module)


def test_no_name_of_the_file_is_given_twice() -> None:
    names: Counter[str] = Counter()
    for node in ast.parse((ROOT / FILE).read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names[node.name] += 1
        elif isinstance(node, ast.Assign):
            names.update(target.id for target in node.targets if isinstance(target, ast.Name))
    assert not [name for name, count in names.items() if count > 1]


def test_it_runs_alone_with_the_standard_library(tmp_path: Path) -> None:
    text = (ROOT / FILE).read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names]
            assert {module.partition(".")[0] for module in modules} <= sys.stdlib_module_names
    (tmp_path / "checksum_doctor.py").write_text(text, encoding="utf-8")
    vector = next(each for each in json.loads(doctor_vectors.FILE.read_text(encoding="utf-8")) if each["mistakes"])
    command = [sys.executable, "-I", "-S", "checksum_doctor.py", vector["url"]]
    environment = {"BBB_SECRET": vector["secret"]}
    said = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, timeout=60, check=False)
    assert (said.returncode, said.stderr) == (1, b"")
    assert said.stdout.startswith(b"This gives exactly your checksum:")
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as unread:
        assert unread.stdout
        assert unread.stderr
        unread.stdout.close()
        assert unread.stderr.read() == b""


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b"", b"there is no secret; set BBB_SECRET, or type the secret\n"),
        (b"\n", b"the secret that was typed is empty"),
    ],
)
def test_without_a_terminal_the_secret_is_a_line_of_standard_input(given: bytes, told: bytes) -> None:
    command = [
        sys.executable,
        "-I",
        "-S",
        str(ROOT / FILE),
        "https://bbb.example.org/bigbluebutton/api/create?checksum=a",
    ]
    said = subprocess.run(command, input=given, env={}, capture_output=True, check=False, start_new_session=True)
    assert said.returncode == 2
    assert told in said.stderr
    assert len(said.stderr.splitlines()) == 1
