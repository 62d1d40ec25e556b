"""The hand-written pages, with their directives and references replaced.

A directive such as `<!-- @ranks -->`, alone on a line, is replaced by what the catalog says. Directives keep facts
out of prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bbb_wire.response import Wire
from bbb_wire.signing import EXAMPLE_HOST, EXAMPLE_SECRET, sign
from reference.catalog.call import Call
from reference.catalog.checksum import Algorithm
from reference.catalog.contents import Anchored, Catalog
from reference.catalog.files import paths_in, read_text
from reference.catalog.problems import CatalogError, Problem
from reference.catalog.refs import find_refs
from reference.pages import callbacks, programs, provocations, views
from reference.pages.answers import AnswerCells
from reference.pages.handwritten import LARGEST, wrong_page
from reference.pages.links import Linker, call_uri
from reference.pages.text import cell, code, environment, table
from reference.snippets import WHOLE, Example

DataRows = Sequence[tuple[str, str]]
"""The files with data for programs: path in the site, and what is in it as Markdown."""


def load(
    docs: Path, catalog: Catalog, examples: Mapping[str, Example], data_files: DataRows = ()
) -> tuple[dict[str, str], list[Anchored]]:
    """Return the Markdown files in docs/ by path, front matter included, with directives and references replaced.

    The references to anchors come besides, to be held against the pages when all are made.

    Raises:
        CatalogError: With every file, directive and reference that does not work.
    """
    texts: dict[str, str] = {}
    anchored: list[Anchored] = []
    problems: list[Problem] = []
    for path in paths_in(docs, "docs", problems):
        uri = path.relative_to(docs).as_posix()
        if path.suffix != ".md":
            continue
        try:
            written = read_text(path, f"docs/{uri}")
        except CatalogError as error:
            problems += error.problems
            continue
        if len(written) > LARGEST:
            todo = f"divide it; {LARGEST} is the most"
            problems.append(Problem(f"docs/{uri}", 1, f"a page of {len(written)} characters", todo))
            continue
        problems += wrong_page(written, f"docs/{uri}")
        texts[uri], wrong = expand(written, Directives(catalog, Linker(catalog, uri), examples, data_files))
        problems += wrong
        for ref in find_refs(written):
            if ref.anchor is not None:
                line = written.count("\n", 0, written.index(ref.raw)) + 1
                anchored.append(Anchored(ref, f"docs/{uri}", line))
    if problems:
        raise CatalogError(problems)
    return texts, anchored


_DIRECTIVE = re.compile(r"^<!--\s*@(?P<name>[a-z-]+)(?P<arguments>[^\n]*?)-->[ ]*$", re.MULTILINE)


def expand(text: str, directives: Directives) -> tuple[str, list[Problem]]:
    """Replace the directives of a page, then its references; say what is wrong with those that do not work."""
    link = directives.link
    found: list[Problem] = []

    def replace(match: re.Match[str]) -> str:
        done, wrong = directives.attempt(match["name"], match["arguments"].split())
        if wrong:
            line = text.count("\n", 0, match.start()) + 1
            found.append(Problem(f"docs/{link.uri}", line, f"`{match[0]}`: {wrong}", "correct the directive"))
        return done

    expanded = _DIRECTIVE.sub(replace, text)
    found += link.problems(text)
    return (text if found else link.prose(expanded)), found


def fence(wire: Wire) -> str:
    """A sample as a fenced block."""
    module = environment().get_template("_macros.j2").make_module()
    return str(module.fence(wire))  # type: ignore[attr-defined]  # a Jinja macro


@dataclass(frozen=True)
class Directives:
    """The directives of one page."""

    catalog: Catalog
    link: Linker
    examples: Mapping[str, Example] = field(default_factory=dict)
    data_files: DataRows = ()

    @property
    def table(self) -> dict[str, Callable[..., str]]:
        """Every directive by name."""
        return {
            "algorithms": self.algorithms,
            "answer": self.answer,
            "answers": self.answers,
            "callback": self.callback,
            "callbacks": self.callbacks,
            "data": self.data,
            "fetched": self.fetched,
            "formats": self.formats,
            "mistakes": self.mistakes,
            "obstacles": self.obstacles,
            "orders": self.orders,
            "programs": self.programs,
            "provocations": self.provocations,
            "ranks": self.ranks,
            "signed": self.signed,
            "snippet": self.snippet,
            "success": self.success,
            "unknown": self.unknown,
        }

    def attempt(self, name: str, arguments: list[str]) -> tuple[str, str | None]:
        """The Markdown of a directive, and what is wrong with the directive, or nothing."""
        if name not in self.table:
            return "", f"no directive has this name; known are {', '.join(self.table)}"
        try:
            return self.table[name](*arguments), None
        except (KeyError, IndexError, ValueError, TypeError, StopIteration) as error:
            return "", f"the arguments do not fit ({error})"

    def answer(self, answer_id: str, form: str = "own") -> str:
        """A wire sample of an answer: its own form, `json` or `redirect-false`."""
        wires = views.answer_forms(self.catalog, self.catalog.answers[answer_id])
        labels = {"own": wires[0].label, "json": "JSON", "redirect-false": "redirect=false"}
        return fence(next(wire for wire in wires if wire.label == labels[form]))

    def success(self, call: str, number: str = "1") -> str:
        """A success form of a call, counted from 1."""
        form = self.catalog.calls[call].success[int(number) - 1]
        return fence(views.success_wires(self.catalog, form)[0])

    def snippet(self, path: str, section: str = WHOLE) -> str:
        """An example with its output."""
        module = environment().get_template("_macros.j2").make_module()
        return str(module.example(self.examples[f"{path}:{section}"]))  # type: ignore[attr-defined]  # a Jinja macro

    def answers(self, address: str) -> str:
        """A table of all answers of an entry."""
        return AnswerCells(self.catalog, self.link).table(self.catalog.errors[address])

    def provocations(self) -> str:
        """The requests that provoke the errors, by category."""
        return provocations.tables(self.catalog, self.link)

    def unknown(self, line: str) -> str:
        """What of BigBlueButton's answers the stub does not know of a line that it plays."""
        return provocations.unknown(self.catalog, self.link, line)

    def callback(self, name: str, part: str) -> str:
        """One part of what the catalog says of a callback."""
        return callbacks.CallbackParts(self.catalog, self.link, self.catalog.callbacks[name]).table[part]()

    def callbacks(self) -> str:
        """The requests that BigBlueButton makes itself."""
        return callbacks.overview(self.catalog, self.link)

    def obstacles(self) -> str:
        """Why a callback doesn't come."""
        return callbacks.obstacles(self.catalog, self.link)

    def fetched(self) -> str:
        """What the server loads from URLs that it is given."""
        return callbacks.fetched(self.catalog, self.link)

    def data(self) -> str:
        """The files with data for programs."""
        rows = [(f"[{code(uri)}]({self.link.to(uri)})", about) for uri, about in self.data_files]
        return table(("File", "What is in it"), rows)

    def ranks(self) -> str:
        """The ranks of pass 2."""
        by_key = {error.key: error for error in self.catalog.errors.values()}
        rows = []
        for rank in self.catalog.ranks:
            keys = ", ".join(f"[{code(key)}]({self.link.to(f'errors/{by_key[key].address}.md')})" for key in rank.keys)
            rows.append((str(rank.rank), keys, cell(self.link.prose(rank.note or ""))))
        return table(("Rank", "messageKey", "Note"), rows)

    def algorithms(self) -> str:
        """The hash algorithms by length."""
        rows = [
            (str(a.hex_length), _standard_name(a), code(a.name), cell(self.link.prose(a.note or "")))
            for a in self.catalog.algorithms
        ]
        return table(("Hex digits", "Algorithm", "Name in the setting", "Note"), rows)

    def mistakes(self) -> str:
        """The mistakes that the checksum doctor knows."""
        rows = [(cell(self.link.prose(m.title)), cell(self.link.prose(m.fix))) for m in self.catalog.mistakes]
        return table(("Mistake", "What to do"), rows)

    def formats(self) -> str:
        """The forms of a body."""
        rows = [
            (info.title, code(info.content_type) if info.content_type else "", cell(self.link.prose(info.summary)))
            for info in self.catalog.formats.values()
        ]
        return table(("Form", "Content type", "What is in it"), rows)

    def orders(self) -> str:
        """All calls: methods, credentials, kind of order."""
        rows = [
            (
                f"[{code(call.written)}]({self.link.to(call_uri(call.name))})",
                cell(self.link.prose(call.summary)),
                ", ".join(call.methods),
                call.auth,
                call.order_text,
            )
            for call in self.catalog.calls.values()
        ]
        return table(("Call", "What it does", "Methods", "Requires", "Order of checks"), rows)

    def programs(self) -> str:
        """The programs in front of the server: what each says to a wrong checksum, and whose secret signs."""
        return programs.checksum_table(self.catalog, self.link)

    def request(self, call: Call) -> str:
        """The example request of a call, signed if the call asks for it."""
        method = "POST" if call.methods == ("POST",) else "GET"
        if call.auth != "checksum":
            return f"``` http\n{method} {call.address}?{call.query} HTTP/1.1\nHost: {EXAMPLE_HOST}\n```"
        request = sign(call.written, call.query or "")
        return (
            f"``` http\n{method} {request.path} HTTP/1.1\nHost: {EXAMPLE_HOST}\n```\n\n"
            f"Signed with SHA-256 and the secret `{EXAMPLE_SECRET}`. To get the same checksum:\n\n"
            f"``` sh\nprintf %s {quoted(request.hashed)} | sha256sum\n```"
        )

    def signed(self, name: str) -> str:
        """The signing of a call's example request, step by step."""
        call = self.catalog.calls[name]
        request = sign(call.written, call.query or "")
        digests = [
            (_standard_name(a), code(sign(call.written, call.query or "", a.hashlib).checksum))
            for a in self.catalog.algorithms
        ]
        return (
            f"Call name, query string and the secret `{EXAMPLE_SECRET}`, with nothing between them:\n\n"
            f'``` text title="What is hashed"\n{request.hashed}\n```\n\n'
            f"{table(('Algorithm', 'Checksum'), digests)}\n\n"
            f'``` text title="What is sent, with SHA-256"\nhttps://{EXAMPLE_HOST}{request.path}\n```'
        )


def quoted(text: str) -> str:
    """A text in quotes of a shell, whatever it holds."""
    return "'" + text.replace("'", "'\\''") + "'"


def _standard_name(algorithm: Algorithm) -> str:
    return algorithm.hashlib.upper().replace("SHA", "SHA-")
