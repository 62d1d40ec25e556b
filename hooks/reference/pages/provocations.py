"""The tables of the guide on testing: for each error, the requests that provoke it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlencode

from reference.catalog.answer import Answer
from reference.catalog.contents import Catalog
from reference.catalog.error import Error
from reference.catalog.evidence import Holds
from reference.catalog.provocation import Provocation, Request
from reference.pages.links import Linker, error_uri
from reference.pages.text import NEXT_LINE, cell, code, table

_LONGEST = 24
"""Characters of a value that are shown."""

_SIGNED = {
    "wrong": "with a wrong checksum",
    "none": "without checksum",
    "empty": "with an empty checksum",
    "md5": "signed with MD5",
    "sha1": "signed with SHA-1",
    "sha256": "signed with SHA-256",
    "sha384": "signed with SHA-384",
    "sha512": "signed with SHA-512",
}


def tables(catalog: Catalog, link: Linker) -> str:
    """Return a section with a table for each category, and a section on what is not provoked."""
    parts = []
    for category in catalog.categories:
        rows = [row for error in catalog.entries(category) for row in _rows(error, link)]
        if rows:
            parts += [f"### {category.title}", table(("Error", "How", "Request"), rows)]
    return "\n\n".join([*parts, *_exempt(catalog, link)])


def unknown(catalog: Catalog, link: Linker, line: str) -> str:
    """Return a list of what is sent, and of which it is not known whether a line sends it.

    The stub answers HTTP 501 in its place.
    """
    answers = [
        (error, answer)
        for error in catalog.errors.values()
        for answer in error.answers
        if answer.as_played(line) is Holds.UNKNOWN and answer.played
    ]
    return "\n".join(f"- {_name(error, link)}: {link.prose(answer.condition)}" for error, answer in answers)


def _name(error: Error, link: Linker) -> str:
    """An error as a link."""
    return f"[{code(error.key) if error.key else error.title}]({link.to(error_uri(error.address))})"


def _rows(error: Error, link: Linker) -> Iterator[tuple[str, str, str]]:
    """The rows of an error; only the first names it."""
    for number, (answer, provocation) in enumerate((a, each) for a in error.answers for each in a.provoke):
        name = _name(error, link) if number == 0 else ""
        yield name, cell(provocation.title), cell(NEXT_LINE.join(_lines(answer, provocation, link)))


def _lines(answer: Answer, provocation: Provocation, link: Linker) -> Iterator[str]:
    """How the stub is started, the requests that set the scene, and the request."""
    options = [f"--set {name}={value}" for name, value in provocation.settings.items()]
    if link.catalog.speakers[answer.speaker].played_in_front:
        options.insert(0, f"--speaker {answer.speaker}")
    if provocation.release:
        options.insert(0, f"--release {provocation.release}")
    if options:
        yield " ".join(map(code, options))
    for request in provocation.given:
        yield f"first {_line(request, link)}"
    yield _line(provocation.request, link)


def _line(request: Request, link: Linker) -> str:
    return request_line(request, link.catalog.calls[request.call].written if request.call else "")


def request_line(request: Request, call: str = "") -> str:
    """A request in one line of Markdown, with long values cut. `call` is the name of its call as the URL has it."""
    shown = {name: _cut(value) for name, value in request.query.items()}
    query = request.raw_query or urlencode(shown, quote_via=quote, safe=",/:").replace(quote("…"), "…")
    method = f"{request.method} " if request.method != "GET" else ""
    line = code(f"{method}{call or request.call or request.path}{'?' if query else ''}{query}")
    more = [code(f"{name}: {_cut(value)}") for name, value in request.headers.items()]
    if request.body is not None:
        more.append(f"a body of {code((request.content_type or '').partition(';')[0])}")
    if request.sign in _SIGNED and "checksum=" not in query:
        more.append(_SIGNED[request.sign])
    return f"{line} {', '.join(more)}" if more else line


def _cut(value: str) -> str:
    return value if len(value) <= _LONGEST else f"{value[: _LONGEST - 12]}…"


def _exempt(catalog: Catalog, link: Linker) -> list[str]:
    """What is sent and not provoked, by reason."""
    items: dict[str, dict[str, Error]] = {}
    for error in catalog.errors.values():
        for answer in error.answers:
            if answer.not_provoked:
                items.setdefault(answer.not_provoked, {})[error.address] = error
    lines = [
        f"- {', '.join(_name(error, link) for error in errors.values())}: {link.prose(reason)}"
        for reason, errors in items.items()
    ]
    return ["### What no request provokes", "\n".join(lines)] if lines else []
