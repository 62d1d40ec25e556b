"""A field of the settings: its description, and its value from what users write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeVar

from bbb_stub.java_text import check_text

T = TypeVar("T")

Group = Literal["server", "release", "beside", "stub"]

GROUPS: Mapping[Group, str] = {
    "server": "Settings that a real server has",
    "release": "Where releases differ; the default is the newest behavior known for 3.0, or that of --release",
    "beside": "What stands beside BigBlueButton or in front of it: bbb-webhooks, and Scalelite if it is the speaker",
    "stub": "Choices of the stub itself",
}

LONGEST = 1000
"""Characters of a text. The log looks for the secret in every line, which takes long for one without end."""


def setting(
    default: T,
    group: Group,
    about: str,
    name: str | None = None,
    words: tuple[str, ...] = (),
    alias: str | None = None,
    least: float = 0,
    most: int = 10**9,
) -> T:
    """Return a field with its description.

    Args:
        default: Its default, whose type is that of the setting.
        group: Where `--help` lists it.
        about: What it is, for `--help`.
        name: How users write its name, if not as in Python.
        words: All texts that it can be; empty if it can be any.
        alias: An older name.
        least: The smallest number that it can be.
        most: The largest.
    """
    about = f"{' or '.join(words)}: {about}" if words else about
    told = {"group": group, "about": about, "name": name, "words": words, "alias": alias, "span": (least, most)}
    value: T = field(default=default, metadata=told)
    return value


def converted(name: str, value: object, example: object, span: tuple[float, int]) -> object:
    """Return a value as the type of `example`, the setting's own; texts come from the command line.

    A number lies in `span`, from the smallest to the largest.

    Raises ValueError.
    """
    text = str(value).lower() if isinstance(value, bool) else value
    match example:
        case bool():
            if text in ("true", "false"):
                return text == "true"
            raise ValueError(f"{name} is true or false, not {short(value)}")
        case int() | float():
            return _number(name, value, example, span)
    if not isinstance(value, str):
        raise ValueError(f"{name} is a text, not {short(value)}")
    check_text(name, value)
    if len(value) > LONGEST:
        raise ValueError(f"{name} has {len(value)} characters; shorten it to {LONGEST}")
    return value


def _number(name: str, value: object, example: float, span: tuple[float, int]) -> float:
    """Return a number that a server can work with: neither negative nor beyond all measure."""
    least, most = span
    try:
        number = type(example)(str(value)[:40])
    except (ValueError, OverflowError):
        raise ValueError(f"{name} is a number, not {short(value)}") from None
    if not least <= number <= most:
        raise ValueError(f"{name} is a number from {least} to {most}, not {short(value)}")
    return number


def short(value: object) -> str:
    """Return a value as an error shows it: in ASCII and not at length."""
    return ascii(value if isinstance(value, (bool, int, float)) else str(value)[:60])
