"""Write files so that none is left half-written, and none of several is written alone."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_all(texts: Mapping[Path, str]) -> None:
    """Write texts to their files, folders included.

    Each file is made under another name first, and all take their places once all are made.

    Raises:
        OSError: If one can't be written. Then every file is as it was.
    """
    drafts = {path: path.with_name(f".{path.name[:100]}.new") for path in texts}
    try:
        for path, draft in drafts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(texts[path], encoding="utf-8", newline="")
            if path.exists():
                shutil.copymode(path, draft)
        for path, draft in drafts.items():
            draft.replace(path)
    finally:
        for draft in drafts.values():
            with suppress(OSError):
                draft.unlink(missing_ok=True)
