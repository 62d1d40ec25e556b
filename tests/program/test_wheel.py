"""The wheel: what is in it, what it needs, and that it is always the same."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

from bbb_errors.data import prepared
from bbb_wire.rules import rules
from bundle import BundleError
from bundle import wheel as building
from bundle.release import read
from reference.catalog.contents import Catalog
from reference.exports import errors_json
from reference.exports.edition import edition
from reference.exports.publication import Publication
from tests.fixtures import pack
from tests.program.conftest import locked
from tests.real import ROOT

PACKAGES = ("bbb_errors", "bbb_stub", "bbb_wire")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def names_in(lock: str) -> set[str]:
    """Names of the packages in a lock."""
    return set(re.findall(r"^([a-z0-9-]+)==", locked(lock), re.MULTILINE))


def test_it_has_the_programs_with_their_data_and_nothing_of_the_generator(wheel: Path, catalog: Catalog) -> None:
    with zipfile.ZipFile(wheel) as archive:
        there = set(archive.namelist())
        text = archive.read("bbb_errors/errors.json").decode()
        ready = json.loads(archive.read("bbb_errors/explain.json"))
        ready_rules = json.loads(archive.read("bbb_wire/explain_rules.json"))
    info = f"bbb_errors-{PROJECT['project']['version']}.dist-info"
    assert {name.split("/")[0] for name in there} == {*PACKAGES, info}
    wanted = {"bbb_errors/errors.json", "bbb_errors/explain.json", "bbb_wire/explain_rules.json"}
    for path in (each for name in PACKAGES for each in (ROOT / "hooks" / name).rglob("*") if each.is_file()):
        if not {"__pycache__", "doctor"} & set(path.parts) and path.suffix != ".yml":
            wanted.add(path.relative_to(ROOT / "hooks").as_posix())
    assert {name for name in there if not name.startswith(info)} == wanted
    assert text == errors_json.text(Publication(catalog, edition(ROOT, None, directory_urls=True)).reference)
    assert ready == prepared(json.loads(text))
    assert ready_rules == rules()


def test_without_an_extra_it_needs_nothing(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("/METADATA")]
        metadata = HeaderParser().parsestr(archive.read(name).decode())
    needed = metadata.get_all("Requires-Dist") or []
    assert needed
    assert [each for each in needed if "extra ==" not in each] == []


def test_what_the_extras_need_is_locked() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    assert {re.split(r"[^\w-]", each)[0] for each in extras["stub"]} <= names_in("requirements-stub.txt")
    assert set(extras["verify"]) <= set(extras["stub"])


def test_what_builds_it_is_locked() -> None:
    builders = {re.split(r"[^\w-]", each)[0] for each in PROJECT["build-system"]["requires"]}
    assert builders <= names_in("requirements.txt")


def test_it_is_the_same_when_it_is_built_again(wheel: Path, tmp_path: Path) -> None:
    mask = os.umask(0o077)
    try:
        again = pack(ROOT, tmp_path, "--wheel", TZ="Asia/Kathmandu", PYTHONHASHSEED="7", LC_ALL="C")
    finally:
        os.umask(mask)
    assert again.returncode == 0, again.stderr
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()
    assert (tmp_path / f"{wheel.name}.sha256").read_text() == wheel.with_name(f"{wheel.name}.sha256").read_text()


def test_readme_and_guides_name_the_wheel_of_this_version(wheel: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *ROOT.glob("docs/guides/*.md"))]
    assert set(re.findall(r"bbb_errors-\S+?\.whl", "\n".join(texts))) == {wheel.name}


def test_what_cannot_be_built_is_said(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="the wheel can't be built"):
        building.build(tmp_path, read(ROOT))


@pytest.mark.parametrize("url", ["http://[::1", "javascript:alert(1)"])
def test_a_site_url_that_is_none_is_refused_in_a_line(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", url)
    with pytest.raises(BundleError, match="`site_url` cannot be") as raised:
        building.build(ROOT, read(ROOT))
    assert len(str(raised.value).splitlines()) == 2


def test_every_module_works_without_the_packages_of_the_generator(tester: Path) -> None:
    code = (
        "import importlib, pkgutil, sys\n"
        f"for name in {PACKAGES}:\n"
        "    package = importlib.import_module(name)\n"
        "    for each in pkgutil.walk_packages(package.__path__, f'{name}.'):\n"
        "        importlib.import_module(each.name)\n"
        "print(sorted({'yaml', 'pydantic', 'jinja2', 'reference'} & set(sys.modules)))"
    )
    done = subprocess.run([tester / "python", "-I", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr


def test_the_file_of_the_container_has_no_faults() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    if not hadolint.exists():
        pytest.skip(f"{hadolint} is missing; make test-env installs it on Linux")
    command = [str(hadolint), "--no-color", "Containerfile"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout + found.stderr) == (0, "")
