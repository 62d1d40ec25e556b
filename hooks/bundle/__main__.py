"""The command: `python -m bundle --out dist`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bundle import BundleError, archive, contents, docset, offline, release

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


def book(out: Path) -> list[Path]:
    """Write the whole reference as one page and as a PDF; return their paths."""
    try:
        from bundle import printing
    except ImportError as error:
        raise BundleError(f"{error}; `make book` installs what the book needs, as it does for the tests") from error
    printing.chromium()
    now = release.read(ROOT)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / now.name
        offline.build(ROOT, folder, now)
        page, pdf = printing.make(folder, now)
        return [archive.put(out, f"{now.name}.html", page), archive.put(out, f"{now.name}.pdf", pdf)]


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bundle", description="Pack the reference to take it away.")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where the files go")
    parser.add_argument("--book", action="store_true", help="make the printable page and the PDF instead")
    options = parser.parse_args(arguments)
    try:
        if options.out.exists() and not options.out.is_dir():
            raise BundleError(f"{options.out}: this is a file; name a folder")
        written = book(options.out) if options.book else pack(options.out)
    except (BundleError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    for path in written:
        print(f"{path}  {path.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
