"""Packs a folder so that equal contents give equal bytes: sorted names, one time, fixed modes, no owner."""

from __future__ import annotations

import gzip
import hashlib
import io
import stat
import struct
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import deflate

from bundle.release import Release

_MODE = 0o644
_STRONGEST = 12
"""Highest level of the compressor."""
_DEFLATED = 8
_NEEDS = 20
"""Version of the format that a reader must know: 2.0, for deflate."""


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Name and path of every file in a folder, sorted by name; names begin with the folder's own."""
    found = {path.relative_to(folder.parent).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    yield from sorted(found.items())


def zipped(folder: Path, release: Release) -> bytes:
    """The folder as a zip.

    zipfile would be simpler, but Python's zlib makes the file larger by 25 kB, and takes no other compressor.
    """
    now = release.time
    when = (now.hour << 11 | now.minute << 5 | now.second // 2, (now.year - 1980) << 9 | now.month << 5 | now.day)
    local, central = bytearray(), bytearray()
    entries = list(files(folder))
    for name, path in entries:
        content = path.read_bytes()
        packed = deflate.deflate_compress(content, _STRONGEST)
        encoded = name.encode()
        unicode = 0 if name.isascii() else 0x800
        # Both kinds of header share these: flags, method, time, date, CRC, sizes, lengths of the name and of extras.
        shared = struct.pack(
            "<4H3L2H", unicode, _DEFLATED, *when, zlib.crc32(content), len(packed), len(content), len(encoded), 0
        )
        # Made on Unix, so that the mode is read; no comment, first disk, no internal attributes.
        central += struct.pack("<4s2H", b"PK\1\2", 3 << 8 | _NEEDS, _NEEDS) + shared
        central += struct.pack("<3H2L", 0, 0, 0, (stat.S_IFREG | _MODE) << 16, len(local)) + encoded
        local += struct.pack("<4sH", b"PK\3\4", _NEEDS) + shared + encoded + packed
    ending = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(entries), len(entries), len(central), len(local), 0)
    return bytes(local + central + ending)


def tarred(folder: Path, release: Release) -> bytes:
    """The folder as a tar, compressed by gzip."""
    buffer = io.BytesIO()
    with (
        gzip.GzipFile(filename="", fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for name, path in files(folder):
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
