"""The rules of each call: the constraints on the class of its request, and what they send."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from reference.drift import source
from reference.drift.found import Found, Said, Unread
from reference.drift.source import Call, text_of

SERVICE = "ValidationService.java"
LARGEST_SERVICE = 100_000
"""Characters of it that are read."""
MOST_RULES = 200
"""Rules of a call that are read."""
USUAL_KEY = "validationError"
"""The key of a constraint that names none."""


@dataclass
class Annotation:
    """The declaration of a constraint."""

    key: str | None
    message: str | None
    composed: tuple[Call, ...]
    file: str


def annotation(name: str, text: str, at: int, known: Mapping[str, str]) -> Annotation:
    """Return the declaration of a constraint.

    Args:
        name: Path of the file.
        text: Its text, without comments.
        at: Where `@interface` stands in it.
        known: Constants with their values.
    """

    def default(what: str) -> str | None:
        match = re.search(rf"String\s+{what}\s*\(\s*\)\s*default\s+([^;]{{1,2000}});", text[at:])
        return text_of(match[1], known) if match else None

    composed = tuple(_annotations(text[:at]))
    return Annotation(default("key"), default("message"), composed, name)


def _annotations(text: str) -> Iterator[Call]:
    """Yield the annotations of a text, those without arguments too."""
    with_arguments = {call.start: call for call in source.calls(text, r"@\w+")}
    for match in islice(re.finditer(r"@\w+", text), MOST_RULES):
        plain = Call(match[0], (), source.line_of(text, match.start()), match.start())
        yield with_arguments.get(match.start(), plain)


_IGNORED = {"Target", "Retention", "Constraint", "Repeatable", "Documented", "Override", "Valid", "interface"}


def _said_by(
    call: Call, name: str, annotations: Mapping[str, Annotation], found: Found, above: set[str]
) -> Iterator[Said]:
    """Yield what a constraint at some place sends, with the constraints that it is composed of, each of these once."""
    kind = call.name.removeprefix("@")
    declared = annotations.get(kind)
    given = dict(
        re.findall(
            r"^\s*(key|message)\s*=\s*(.+)$", "\n".join(" ".join(a.split()) for a in call.arguments), re.MULTILINE
        )
    )
    if kind in _IGNORED or (declared and declared.composed and kind in above):
        return
    above.add(kind)
    if declared and declared.composed:
        yield from (
            said for inner in declared.composed for said in _said_by(inner, declared.file, annotations, found, above)
        )
    own = declared is None or not any(c.name.removeprefix("@") not in _IGNORED for c in declared.composed)
    if not own:
        return
    key = text_of(given["key"], {}) if "key" in given else (declared.key if declared else None) or USUAL_KEY
    message = text_of(given["message"], {}) if "message" in given else declared.message if declared else None
    if key is None or message is None:
        found.unread.append(Unread(name, call.line, f"the constraint {call.name} has no key or text that can be read"))
    else:
        yield Said(key, message, name, call.line)


def add_rules(code: Mapping[str, str], annotations: Mapping[str, Annotation], found: Found) -> None:
    """Add to what was found the constraints of each call, by what the validation service makes of it.

    Args:
        code: The text of each file of code, by path.
        annotations: The declarations of constraints, by name.
        found: What was found; it gets the rules, and what could not be read.
    """
    classes = {Path(name).stem: (name, text) for name, text in code.items() if "/model/" in name}
    service = next(((name, text) for name, text in code.items() if name.endswith(f"/{SERVICE}")), None)
    if service is None:
        found.unread.append(Unread(SERVICE, 1, "the file isn't there, so no rule of a call could be read"))
        return
    name, text = service
    if len(text) > LARGEST_SERVICE:
        found.unread.append(Unread(name, 1, "the file is too large, so no rule of a call could be read"))
        return
    names = dict(re.findall(r"\b([A-Z_]+)\s*\(\s*\"(\w+)\"", text))
    for constant, call in islice(names.items(), MOST_RULES):
        made = re.search(
            rf"case\s+(?:\w+\s*,\s*|\w+:\s*case\s+){{0,20}}{constant}\b[^;]{{0,500}}?=\s*new\s+(\w+)\s*\("
            rf"|case\s+{constant}\s*->[^;]{{0,500}}?new\s+(\w+)\s*\(",
            text,
        )
        kind = next((each for each in (made.groups() if made else ()) if each), None)
        if kind is None or kind not in classes:
            line = text.count("\n", 0, text.index(constant)) + 1
            found.unread.append(
                Unread(name, line, f"the request of {call} isn't found, so its rules could not be read")
            )
            continue
        rules = [
            tuple(_said_by(each, file, annotations, found, set()))
            for file, body in _with_bases(kind, classes)
            for each in _annotations(body)
        ]
        found.rules[call] = [each for each in rules if each]
        for said in itertools.chain(*rules):
            found.note(said)


def _with_bases(kind: str, classes: Mapping[str, tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Return a class and those that it extends."""
    result = []
    while kind in classes and classes[kind] not in result:
        result.append(classes[kind])
        base = re.search(r"\bextends\s+(\w+)", classes[kind][1])
        kind = base[1] if base else ""
    return result
