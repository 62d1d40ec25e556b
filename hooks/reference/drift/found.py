"""What a checkout declares and sends: keys with their texts, the rules of each call, and what could not be read."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from reference.catalog.problems import CatalogError, Problem
from reference.drift import source
from reference.drift.source import Call, text_of

FOLDERS = (
    "bbb-common-web/src/main/java",
    "bigbluebutton-web/grails-app/controllers",
    "bigbluebutton-web/src/main/webapp/WEB-INF/freemarker",
)
"""Folders of the checkout that say what the API sends."""
DECLARATIONS = "ApiErrors.java"
SERVICE = "ValidationService.java"
USUAL_KEY = "validationError"
"""The key of a constraint that names none."""
SENDING = {"invalid": 0, "respondWithError": 0, "buildError": 0, "respondWithConference": 1}
"""Functions that send a key and a text, and the place of the key among their arguments."""
_ENDINGS = (".java", ".groovy", ".ftlx")
LARGEST, LARGEST_SERVICE = 500_000, 100_000
"""Characters of a file, and of SERVICE, that are read."""
MOST, MOST_RULES, MOST_FOLDERS = 5_000, 200, 50
"""Keys with texts, rules of a call, and folders in one another, that are read. More are in no source of
an API, and would take hours."""


@dataclass(frozen=True)
class Said:
    """A key with its text, somewhere in the source."""

    key: str
    text: str
    """With {} for what only a running server knows."""
    file: str
    line: int

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Unread:
    """A place that sends something and could not be read."""

    file: str
    line: int
    what: str


@dataclass
class Found:
    """All of it."""

    files: set[str] = field(default_factory=set)
    """Paths of the files that were read."""
    said: list[Said] = field(default_factory=list)
    rules: dict[str, list[tuple[Said, ...]]] = field(default_factory=dict)
    """What each constraint of a call sends, by the call's name."""
    unread: list[Unread] = field(default_factory=list)

    def note(self, said: Said) -> None:
        """Add a key with its text. Raises CatalogError if there are too many to be an API's."""
        if len(self.said) >= MOST:
            what = f"there are more than {MOST} keys with texts up to here"
            raise CatalogError([Problem(said.file, said.line, what, "name a checkout of BigBlueButton")])
        self.said.append(said)


@dataclass
class _Annotation:
    """The declaration of a constraint."""

    key: str | None
    message: str | None
    composed: tuple[Call, ...]
    file: str


def read(root: Path) -> Found:
    """Read a checkout. Raises CatalogError if it is none."""
    found = Found()
    texts: dict[str, str] = {}
    for path in _paths(root):
        name = path.relative_to(root).as_posix()
        try:
            if path.stat().st_size > LARGEST:
                raise ValueError("too large")
            texts[name] = path.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            found.unread.append(Unread(name, 1, f"the file can't be read ({type(error).__name__})"))
    if not texts:
        what = "this folder holds none of the source files that say what the API sends"
        raise CatalogError([Problem(str(root), 1, what, f"name a checkout of BigBlueButton, with {FOLDERS[0]}")])
    found.files = set(texts)
    annotations: dict[str, _Annotation] = {}
    code = {name: source.without_comments(text) for name, text in texts.items() if not name.endswith(".ftlx")}
    for name, text in code.items():
        if source.is_deep(text):
            found.unread.append(Unread(name, 1, f"more than {source.DEEPEST} brackets in one another"))
            continue
        known = source.constants(text)
        _declared(name, text, known, found)
        _sent(name, text, known, found)
        if declared := re.search(r"@interface\s+(\w+)", text):
            annotations[declared[1]] = _annotation(name, text, declared.start(), known)
    for name, text in texts.items():
        if name.endswith(".ftlx"):
            _of_template(name, text, found)
    _rules(code, annotations, found)
    return found


def _paths(root: Path) -> list[Path]:
    """Return the files of source; links are not followed, nor folders in more than MOST_FOLDERS others."""
    result = []
    left = [(root / folder, 0) for folder in FOLDERS if (root / folder).is_dir()]
    while left:
        folder, depth = left.pop()
        for path in folder.iterdir() if os.access(folder, os.R_OK | os.X_OK) else ():
            if path.is_symlink():
                continue
            if path.is_dir() and depth < MOST_FOLDERS:
                left.append((path, depth + 1))
            elif path.suffix in _ENDINGS and path.is_file():
                result.append(path)
    return sorted(result)


def _declared(name: str, text: str, known: Mapping[str, str], found: Found) -> None:
    """Note pairs of key and text: new String[] {"key", "text"}, and lists that are added to the errors."""
    for call in [
        *source.calls(text, r"new\s+String\s*\[\s*\]", "{"),
        *(
            Call(call.name, tuple(source.split(call.arguments[0].strip()[1:].rpartition("]")[0])), call.line)
            for call in source.calls(text, r"\baddError")
            if call.arguments and call.arguments[0].strip().startswith("[")
        ),
    ]:
        if len(call.arguments) == 2:
            _note(name, call, call.arguments, known, found)


def _sent(name: str, text: str, known: Mapping[str, str], found: Found) -> None:
    """Note what controllers and services send: calls with a key and a text, and bodies that are built."""
    for function, place in SENDING.items():
        for call in source.calls(text, rf"(?<![\w.])(?:\w+\.)?{function}\b"):
            begin = max(text.rfind("\n", 0, call.start) + 1, call.start - 200)
            before = text[begin : call.start + len(call.name)]
            if re.search(rf"\b(?:void|def|private|public|protected|static|String)\s[^=(]*\b{function}$", before):
                continue  # the function itself
            pair = call.arguments[place : place + 2]
            if len(pair) == 2 and pair != ("null", "null"):
                _note(name, call, pair, known, found)
    for call in source.calls(text, r"\bnew\s+(?>\w*?Resp\w*)|\b(?>\w*?(?i:response)\w*)"):
        failed = [
            n for n, each in enumerate(call.arguments) if each.strip("\"'") == "FAILED" or each.endswith("_FAILED")
        ]
        if failed and len(call.arguments) >= failed[0] + 3:
            _note(name, call, call.arguments[-2:], known, found)
    for call in source.calls(text, r"\bbuilder\.response", "{"):
        body = ", ".join(call.arguments)
        key = re.search(r"\bmessageKey\b\s*=?\s*([^\n]+)", body)
        message = re.search(r"\bmessage\b\s*=?\s*([^\n]+)", body)
        if key and message and text_of(key[1], known) is not None:
            _note(name, call, (key[1], message[1]), known, found)


def _note(name: str, call: Call, pair: tuple[str, ...], known: Mapping[str, str], found: Found) -> None:
    key, message = (text_of(each, known) for each in pair)
    if key is not None and source.HOLE not in key and message is not None and message != source.HOLE:
        found.note(Said(key, message, name, call.line))
    elif len(found.unread) < MOST:
        shown = " ".join(f"{call.name}({', '.join(pair)})".split())[:100]
        found.unread.append(Unread(name, call.line, f"key or text isn't written here: {shown}"))


def _of_template(name: str, text: str, found: Found) -> None:
    """Note a key that stands in a template. What the template is given by its callers is noted there."""
    keys, texts = (re.finditer(rf"<{tag}>([^<$]+)</{tag}>", text) for tag in ("messageKey", "message"))
    for key, message in zip(keys, texts, strict=False):
        found.note(Said(key[1].strip(), message[1].strip(), name, source.line_of(text, key.start())))


def _annotation(name: str, text: str, at: int, known: Mapping[str, str]) -> _Annotation:
    def default(what: str) -> str | None:
        match = re.search(rf"String\s+{what}\s*\(\s*\)\s*default\s+([^;]{{1,2000}});", text[at:])
        return text_of(match[1], known) if match else None

    composed = tuple(_annotations(text[:at]))
    return _Annotation(default("key"), default("message"), composed, name)


def _annotations(text: str) -> Iterator[Call]:
    """Yield the annotations of a text, those without arguments too."""
    with_arguments = {call.start: call for call in source.calls(text, r"@\w+")}
    for match in islice(re.finditer(r"@\w+", text), MOST_RULES):
        plain = Call(match[0], (), source.line_of(text, match.start()), match.start())
        yield with_arguments.get(match.start(), plain)


_IGNORED = {"Target", "Retention", "Constraint", "Repeatable", "Documented", "Override", "Valid", "interface"}


def _said_by(
    call: Call, name: str, annotations: Mapping[str, _Annotation], found: Found, above: set[str]
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


def _rules(code: Mapping[str, str], annotations: Mapping[str, _Annotation], found: Found) -> None:
    """Find the constraints of each call, by what the validation service makes of it."""
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
