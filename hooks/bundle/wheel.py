"""The wheel: the program bbb-errors, as pip, pipx and uv install it. Building it fetches nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bundle import BundleError
from bundle.release import Release


def build(root: Path, release: Release) -> tuple[str, bytes]:
    """Build the wheel.

    Args:
        root: The project's folder; pyproject.toml there says what goes in.
        release: Gives the time.

    Returns:
        The file's name and its content. The same files and time give the same bytes.

    Raises:
        BundleError: If it can't be built.
    """
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(release.time.timestamp()))}
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", place]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
        if done.returncode:
            said = done.stderr.strip() or done.stdout.strip() or f"exit status {done.returncode}"
            raise BundleError(f"the wheel can't be built:\n{said.splitlines()[-1] if 'Traceback' in said else said}")
        [wheel] = Path(place).glob("*.whl")
        return wheel.name, wheel.read_bytes()
