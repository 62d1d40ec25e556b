"""Packs a folder so that equal contents give equal bytes: sorted names, one time, fixed modes, no owner."""

from __future__ import annotations

import gzip
import hashlib
import io
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from bundle.release import Release

_MODE = 0o644
_UNIX = 3
"""The system that a zip's entries say they come from, so that readers take their modes."""


def _entries(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and path of every file in a folder, sorted by name; names begin with the folder's own."""
    found = {path.relative_to(folder.parent).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    yield from sorted(found.items())


def zipped(folder: Path, release: Release) -> bytes:
    """Return the folder as a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, path in _entries(folder):
            entry = zipfile.ZipInfo(name, release.time.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = (stat.S_IFREG | _MODE) << 16
            archive.writestr(entry, path.read_bytes())
    return buffer.getvalue()


def tarred(folder: Path, release: Release) -> bytes:
    """Return the folder as a tar, compressed by gzip."""
    buffer = io.BytesIO()
    with (
        gzip.GzipFile(filename="", fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for name, path in _entries(folder):
            entry = tarfile.TarInfo(name)
            entry.size = path.stat().st_size
            entry.mtime = int(release.time.timestamp())
            entry.mode = _MODE
            with path.open("rb") as content:
                archive.addfile(entry, content)
    return buffer.getvalue()


def put(out: Path, name: str, content: bytes) -> Path:
    """Write a file and, beside it, its SHA-256 as `sha256sum --check` reads it; neither is ever there by half."""
    out.mkdir(parents=True, exist_ok=True)
    _write(out / name, content)
    _write(out / f"{name}.sha256", f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode())
    return out / name


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
