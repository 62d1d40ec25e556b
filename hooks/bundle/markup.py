"""What the bundle knows of the theme's markup, file names and scripts: the key `bundle` of hooks/material.yml."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml

from bundle import BundleError

_FILE = "hooks/material.yml"


def known(name: str) -> str:
    """Return the selector, pattern, text or glob of a name.

    Raises:
        BundleError: If the file lacks it.
    """
    [found] = known_list(name)
    return found


def known_list(name: str) -> list[str]:
    """Return all that a name stands for; raises BundleError, as `known` does."""
    try:
        found = _read()[name]["is"]
    except (OSError, KeyError, TypeError, yaml.YAMLError) as error:
        what = " ".join(str(error).split())
        raise BundleError(f"{_FILE}:1: `bundle: {name}` cannot be read ({what}); give it an `is`") from error
    return [str(each) for each in found] if isinstance(found, list) else [str(found)]


@functools.cache
def _read() -> dict[str, Any]:
    text = (Path(__file__).parent.parent.parent / _FILE).read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)["bundle"]
    return content
