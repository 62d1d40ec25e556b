"""Reads a checkout: the keys with their texts that its source declares and sends, and the rules of each call."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from reference.catalog.problems import CatalogError, Problem
from reference.drift import source
from reference.drift.constraints import Annotation, add_rules, annotation
from reference.drift.found import MOST, Found, Said, Unread
from reference.drift.source import Call, text_of

FOLDERS = (
    "bbb-common-web/src/main/java",
    "bigbluebutton-web/grails-app/controllers",
    "bigbluebutton-web/src/main/webapp/WEB-INF/freemarker",
)
"""Folders of the checkout that say what the API sends."""
SENDING = {"invalid": 0, "respondWithError": 0, "buildError": 0, "respondWithConference": 1}
"""Functions that send a key and a text, and the place of the key among their arguments."""
_ENDINGS = (".java", ".groovy", ".ftlx")
LARGEST = 500_000
"""Characters of a file that are read."""
MOST_FOLDERS = 50
"""Folders in one another that are read."""


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
    annotations: dict[str, Annotation] = {}
    code = {name: source.without_comments(text) for name, text in texts.items() if not name.endswith(".ftlx")}
    for name, text in code.items():
        if source.is_deep(text):
            found.unread.append(Unread(name, 1, f"more than {source.DEEPEST} brackets in one another"))
            continue
        known = source.constants(text)
        _declared(name, text, known, found)
        _sent(name, text, known, found)
        if declared := re.search(r"@interface\s+(\w+)", text):
            annotations[declared[1]] = annotation(name, text, declared.start(), known)
    for name, text in texts.items():
        if name.endswith(".ftlx"):
            _of_template(name, text, found)
    add_rules(code, annotations, found)
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
