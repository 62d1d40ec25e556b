"""What a messageKey is called as a constant in a program."""

from __future__ import annotations

import re

_NAMEABLE = re.compile(r"[A-Za-z]\w*([ .-]\w+)*", re.ASCII)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def is_nameable(key: str) -> bool:
    """Whether a key can be a name in every language that the exports know; PHP has a use of its own for `class`."""
    return _NAMEABLE.fullmatch(key) is not None and key.lower() != "class"


def upper(text: str) -> str:
    """A key, or some words, in capitals, as Python and Java write constants: PARAMS_REQUIRED."""
    return "_".join(_WORD.findall(text)).upper()


def camel(key: str) -> str:
    """A key as PHP and Go write constants: ParamsRequired."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[ ._-]", key))
