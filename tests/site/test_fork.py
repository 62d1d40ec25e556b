"""The maintained fork of MkDocs builds the same site with the same hook."""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
from pathlib import Path

from tests.real import ROOT


def test_the_fork_builds_the_same_files(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "site"
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "--quiet", "-f", "mkdocs.yml", "-d", str(other)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    ours, theirs = (sorted(p.relative_to(s) for p in s.rglob("*") if p.is_file()) for s in (site, other))
    assert ours == theirs
    # The compressed copy of the site map holds the second in which it was packed.
    names = [str(path) for path in ours if path.name != "sitemap.xml.gz"]
    _, different, unreadable = filecmp.cmpfiles(site, other, names, shallow=False)
    assert (different, unreadable) == ([], [])
