"""The command: `python -m bundle --out dist`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bundle import BundleError, archive, contents, docset, offline, release, wheel

ROOT = Path(__file__).parent.parent.parent


def pack(out: Path) -> list[Path]:
    """Write the zip and the docset, each with its SHA-256; return their paths."""
    now = release.read(ROOT)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / now.name
        offline.build(ROOT, folder, now)
        shelf = Path(place) / f"{docset.NAME}.docset"
        docset.build(folder, shelf, now)
        contents.add(ROOT, folder, now)
        return [
            archive.put(out, f"{now.name}.zip", archive.zipped(folder, now)),
            archive.put(out, f"{docset.NAME}.tgz", archive.tarred(shelf, now)),
        ]


def can_print() -> None:
    """Raise BundleError if what the book needs is not installed."""
    try:
        from bundle import printing
    except ImportError as error:
        raise BundleError(f"{error}; `make book` installs what the book needs, as it does for the tests") from error
    printing.chromium()


def book(out: Path) -> list[Path]:
    """Write the whole reference as one page and as a PDF; return their paths."""
    from bundle import printing  # its packages are those of the tests

    now = release.read(ROOT)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / now.name
        offline.build(ROOT, folder, now)
        page, pdf = printing.make(folder, now)
        return [archive.put(out, f"{now.name}.html", page), archive.put(out, f"{now.name}.pdf", pdf)]


def program(out: Path) -> list[Path]:
    """Write the wheel with its SHA-256; return its path."""
    return [archive.put(out, *wheel.build(ROOT, release.read(ROOT)))]


def prepare(out: Path) -> None:
    """Make the folder if it is not there; raise BundleError if nothing can be written into it."""
    try:
        if out.exists() and not out.is_dir():
            raise BundleError(f"{out}: this is a file; name a folder")
        out.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=out).close()
    except OSError as error:
        raise BundleError(f"{out}: nothing can be written here ({error.strerror}); name another folder") from error


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bundle", description="Pack the reference to take it away.")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where the files go")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--book", action="store_true", help="make the printable page and the PDF instead")
    instead.add_argument("--wheel", action="store_true", help="make the program that pip installs instead")
    options = parser.parse_args(arguments)
    try:
        if options.book:
            can_print()
        prepare(options.out)
        make = book if options.book else program if options.wheel else pack
        written = make(options.out)
    except BundleError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        where = error.filename2 or error.filename or options.out
        print(f"{where}: this cannot be written ({error.strerror}); make room, or name another folder", file=sys.stderr)
        return 1
    for path in written:
        print(f"{path}  {path.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
