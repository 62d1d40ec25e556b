"""What goes into the zip besides the site."""

from __future__ import annotations

import shutil
from pathlib import Path

from bundle import BundleError
from bundle.release import TITLE, Release

_PROGRAM = "bbb_errors"
_BELOW = "bbb_wire"
_NEEDED = (
    "__init__.py",
    "explain_rules.toml",
    "program.py",
    "releases_named.py",
    "rules.py",
    "signs.py",
    "signs_around.py",
)
"""Files of that folder that the program needs; the others make responses."""
_README = """\
{title}, version {version} of {date}

What every error of the BigBlueButton 3.0 API means and what to do about it.
All of it works from this folder, without a network and without a server.

    Open index.html in a browser.

Nothing that you paste there leaves your machine.

In a terminal, with Python 3.11 or newer and nothing else:

    python -m {program} explain checksumError
    python -m {program} explain answer.xml
    curl -s "$URL" | python -m {program} explain -

Run it from this folder. "python -m {program} --help" tells the rest.

What is here

    index.html      the start page; errors/, calls/, guides/ and tools/ are its pages
    data/           all of it for programs: JSON, CSV, constants in five languages;
                    guides/use-the-data.html shows how to use them
    snippets/       the examples; see below
    {program}/     the command, and bbb_wire/, which it needs
    assets/         styles, scripts and data of the pages; search/ is their index

To run an example, install httpx and lxml, set BBB_URL and BBB_SECRET, and then:

    PYTHONPATH=snippets python snippets/errors/notFound.py

{program}/checksum_doctor.py needs none of that; snippets/data/ runs in the folder data.

This is an independent project. It is not made, reviewed or endorsed by the makers
of BigBlueButton. LICENSE says what you may do with it: nearly everything.
"""


def add(root: Path, folder: Path, release: Release) -> None:
    """Add examples, the command, license and a first text to the folder that holds the site.

    The outputs of the examples are left out; the pages show them.

    Raises:
        BundleError: If the project lacks one of them, or the site has a file of the same name.
    """
    text = _README.format(title=TITLE, version=release.version, date=release.date, program=_PROGRAM)
    _text(folder / "READ-ME-FIRST.txt", text)
    _text(folder / "VERSION", f"{release.version} {release.date}\n")
    _copy(root / "LICENSE", folder / "LICENSE")
    for source in (root / "snippets", root / "hooks" / _PROGRAM):  # the site holds some of their files already
        _complete(source, folder / source.name)
    shutil.rmtree(folder / _PROGRAM / "doctor", ignore_errors=True)  # its modules are joined in checksum_doctor.py
    shutil.rmtree(folder / _PROGRAM / "verify", ignore_errors=True)  # it needs more than is here: `pip install`
    (folder / _BELOW).mkdir()
    for name in _NEEDED:
        _copy(root / "hooks" / _BELOW / name, folder / _BELOW / name)


def _text(target: Path, text: str) -> None:
    _must_be_free(target)
    target.write_bytes(text.encode())


def _complete(source: Path, target: Path) -> None:
    """Copy a folder to one that may hold some of its files."""
    from reference.snippets import INSTALLED, OUTPUTS  # whoever asks for the release alone needs no generator

    if not source.is_dir():
        raise BundleError(f"{source}: this belongs into the bundle and is not there")
    ignore = shutil.ignore_patterns("__pycache__", "*.pyc", ".*", OUTPUTS, *INSTALLED)
    shutil.copytree(source, target, ignore=ignore, dirs_exist_ok=True)


def _must_be_free(target: Path) -> None:
    if target.exists():
        raise BundleError(f"{target.name}: the site has a file of this name; give the page another one")


def _copy(source: Path, target: Path) -> None:
    _must_be_free(target)
    if not source.is_file():
        raise BundleError(f"{source}: this belongs into the bundle and is not there")
    shutil.copyfile(source, target)
