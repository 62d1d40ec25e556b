"""What guides show of the requests that BigBlueButton makes itself: tables and lists from the catalog, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from reference.catalog.callbacks import Callback, Obstacle
from reference.catalog.contents import Catalog
from reference.catalog.evidence import Evidence
from reference.catalog.vocabulary import Certainty
from reference.pages import views
from reference.pages.links import Linker, speaker_uri
from reference.pages.text import NEXT_LINE, cell, code, environment, md_escape, table

KNOWN = {
    Certainty.SOURCE: "Read in the source, not run, unless stated otherwise.",
    Certainty.OBSERVED: "Seen in a run of the real program, unless stated otherwise.",
    Certainty.DOCUMENTED: "Taken from the documentation, unless stated otherwise.",
    Certainty.INFERRED: "Concluded from the source, not run, unless stated otherwise.",
    Certainty.RAN: "BigBlueButton's own code was run, unless stated otherwise.",
    Certainty.UNKNOWN: "Not verified.",
}
"""How all of a callback is known."""

OVERVIEW = "guides/callbacks.md"
"""The guide that has the reasons why a callback doesn't come."""


def overview(catalog: Catalog, link: Linker) -> str:
    """All kinds of requests, one row each, and where each is logged."""
    rows = [
        (
            f"[{each.name}]({link.to(f'guides/{each.guide}.md')})",
            NEXT_LINE.join(code(given.name) for given in each.given),
            cell(link.prose(each.sender)),
            _method(each),
            cell(link.prose(each.signed)),
            str(1 + len(each.waits)),
        )
        for each in catalog.callbacks.values()
    ]
    logs = "; ".join(f"{each.name.lower()}, {link.prose(each.log)}" for each in catalog.callbacks.values())
    return table(("What", "Parameter", "Sent by", "Method", "Signed", "Attempts"), rows) + f"\n\n*Logs:* {logs}."


def _method(each: Callback) -> str:
    media_type = (each.content_type or "").partition(";")[0]
    kinds = {"application/x-www-form-urlencoded": "form", "application/json": "JSON"}
    return f"{each.method} {kinds.get(media_type) or md_escape(media_type)}".strip()


def obstacles(catalog: Catalog, link: Linker) -> str:
    """Why a callback doesn't come: a section for each reason, with an anchor of its own."""
    return "\n\n".join(_obstacle(catalog, link, each) for each in catalog.obstacles)


def _obstacle(catalog: Catalog, link: Linker, each: Obstacle) -> str:
    names = ", ".join(catalog.callbacks[name].name.lower() for name in each.callbacks)
    lines = [
        f"### {each.title} {{: #{each.id} }}",
        "",
        link.prose(each.fix),
        "",
        f"- *How to tell:* {link.prose(each.tell)}",
    ]
    if each.lines:
        lines.append(f"- *In the log:* {', '.join(code(line) for line in each.lines)}")
    if len(each.callbacks) < len(catalog.callbacks):
        lines.append(f"- *Stops:* {names}")
    threads = [f"[{proof.name}]({proof.url})" for proof in _proofs(catalog, link, each.evidence)]
    if threads:
        lines.append(f"- *Seen in:* {', '.join(threads)}")
    return "\n".join(lines)


def _proofs(catalog: Catalog, link: Linker, evidence: Iterable[Evidence]) -> list[views.Proof]:
    return [proof for group in views.proofs_of(catalog, link, evidence).values() for proof in group]


def fetched(catalog: Catalog, link: Linker) -> str:
    """What the server loads from URLs, by which settings, and what the caller sees."""
    file = catalog.fetched
    uses = [
        tuple(
            cell(link.prose(text))
            for text in (use.what, use.since, use.timeout, use.limit or "not known", use.caller_sees, use.note or "")
        )
        for use in file.fetches
    ]
    settings = [
        (
            code(each.name),
            code(each.default) if each.default else "empty",
            cell(link.prose(each.what)),
            "older" if each.older else "newer",
        )
        for each in file.settings
    ]
    parts = [
        table(("What", "Since", "Timeout", "Limit", "The caller sees", "Note"), uses),
        f"{link.prose(file.redirects)} These URLs are refused without telling the caller:",
        _list(link, file.refused),
        table(("Setting", "Default", "What it does", "Name"), settings),
        link.prose(file.renamed),
        _evidence(catalog, link, [*file.evidence, *(proof for use in file.fetches for proof in use.evidence)]),
    ]
    return "\n\n".join(parts)


@dataclass(frozen=True)
class CallbackParts:
    """The parts of one callback's guide."""

    catalog: Catalog
    link: Linker
    callback: Callback

    @property
    def table(self) -> Mapping[str, Callable[[], str]]:
        """Every part by the name that the directive gives it."""
        return {
            "attempts": self.attempts,
            "balancers": self.balancers,
            "events": self.events,
            "evidence": self.evidence,
            "examples": self.examples,
            "log": self.log,
            "obstacles": self.obstacles,
            "open": self.open,
            "request": self.request,
            "signature": self.signature,
            "traps": self.traps,
            "when": self.when,
        }

    def request(self) -> str:
        """The request as it arrives, piece by piece."""
        each = self.callback
        rows: list[tuple[str, str]] = [("Sent by", self._cell(each.sender)), ("Method", each.method)]
        rows += [("Parameter", self._named(code(given.name), given.note)) for given in each.given]
        if each.content_type:
            rows.append(("`Content-Type`", code(each.content_type)))
        rows += [(f"Header {code(part.name)}", self._cell(part.value)) for part in each.headers]
        rows += [(f"Query {code(part.name)}", self._cell(part.value)) for part in each.query]
        rows += [(f"Body {code(part.name)}", self._cell(part.value)) for part in each.body]
        rows += [("Needs", self._cell(need)) for need in each.needs]
        return table(("What", "Value"), rows)

    def signature(self) -> str:
        """How the request is signed."""
        each = self.callback
        parts = [self.link.prose(each.secret)]
        if each.token:
            rows = [("Algorithm", code(each.token.algorithm)), ("Header", code(each.token.header))]
            rows += [(f"Claim {code(claim.name)}", self._cell(claim.value)) for claim in each.token.claims]
            if each.token.absent:
                rows.append(("Absent", ", ".join(code(name) for name in each.token.absent)))
            parts.append(table(("Token", "Value"), rows))
        if each.signatures:
            rows4 = [
                tuple(self._cell(text) for text in (way.versions, way.signed, way.algorithm, way.proves))
                for way in each.signatures
            ]
            parts.append(table(("Version", "What is hashed, with nothing between", "Hash", "What it proves"), rows4))
        return "\n\n".join(parts)

    def when(self) -> str:
        """When it comes, and when not."""
        parts = ["It comes when:", _list(self.link, self.callback.sent_when)]
        if self.callback.not_sent_when:
            parts += ["It doesn't come when:", _list(self.link, self.callback.not_sent_when)]
        return "\n\n".join(parts)

    def attempts(self) -> str:
        """Attempts, redirects, what your response means, and how releases differ."""
        each = self.callback
        parts = [self.link.prose(each.attempts)]
        if each.timeout is not None:
            parts.append(f"Respond within {each.timeout:g} seconds.")
        parts.append(f"*Redirects:* {self.link.prose(each.redirects)}")
        if each.replies:
            rows = [(self._cell(reply.status), self._cell(reply.counts_as)) for reply in each.replies]
            parts.append(table(("You respond with", "It counts as"), rows))
        if each.ways:
            head = ("Releases", "Requests per attempt", "Redirects", "Delivered", "Timeout", "Refused")
            ways = [
                (
                    self._cell(way.releases),
                    str(way.requests),
                    *(self._cell(text) for text in (way.redirects, way.delivered, way.timeout, way.refused)),
                )
                for way in each.ways
            ]
            parts.append(table(head, ways))
        return "\n\n".join(parts)

    def log(self) -> str:
        """Where it is logged, and what the lines mean."""
        each = self.callback
        rows: list[tuple[str, ...]]
        if any(line.level for line in each.lines):
            head: tuple[str, ...] = ("Line", "Level", "What it means")
            rows = [(code(line.line.strip()), line.level or "", self._cell(line.means)) for line in each.lines]
        else:
            head = ("Line", "What it means")
            rows = [(code(line.line.strip()), self._cell(line.means)) for line in each.lines]
        return f"In {self.link.prose(each.log)}:\n\n{table(head, rows)}"

    def balancers(self) -> str:
        """What load balancers make of it."""
        rows = [
            (
                f"[{self.catalog.speakers[each.speaker].name}]({self.link.to(speaker_uri(each.speaker))})",
                self._cell(each.does),
                self._cell(each.secret),
            )
            for each in self.callback.balancers
        ]
        parts = [table(("Balancer", "What it does", "The secret that signs"), rows)]
        for each in self.callback.balancers:
            if each.log:
                name = self.catalog.speakers[each.speaker].name
                parts.append(f"{name} logs {', '.join(code(line) for line in each.log)}.")
        return "\n\n".join(parts)

    def events(self) -> str:
        """The kinds of events: those whose content was seen in a table, the names of the others."""
        seen = [event for event in self.callback.events if event.attributes]
        rows = [(code(event.name), ", ".join(code(name) for name in event.attributes)) for event in seen]
        others = ", ".join(code(event.name) for event in self.callback.events if not event.attributes)
        return f"{table(('Event', 'What `data.attributes` contains'), rows)}\n\nThere are more: {others}."

    def traps(self) -> str:
        """What to look out for."""
        return _list(self.link, self.callback.traps)

    def open(self) -> str:
        """What isn't settled."""
        return "\n".join(f"- *{each.kind.capitalize()}:* {self.link.prose(each.what)}" for each in self.callback.open)

    def obstacles(self) -> str:
        """Links to the reasons why it doesn't come."""
        own = [each for each in self.catalog.obstacles if self.callback.id in each.callbacks]
        return "\n".join(f"- [{each.title}]({self.link.to(OVERVIEW, each.id)})" for each in own)

    def examples(self) -> str:
        """The worked examples: what is signed, and what comes out."""
        rows = [
            (self._cell(example.title), f"`{digest.name}`", code(digest.value))
            for example in self.callback.examples
            for digest in example.digests
        ]
        return table(("Example", "Algorithm", "Result"), rows)

    def evidence(self) -> str:
        """Where all of this was read or seen."""
        each = self.callback
        proofs = [*each.evidence, *(p for way in each.ways for p in way.evidence)]
        links = _evidence(self.catalog, self.link, [*proofs, *(p for b in each.balancers for p in b.evidence)])
        return f"{KNOWN[each.certainty]}\n\n{links}"

    def _cell(self, text: str) -> str:
        return cell(self.link.prose(text))

    def _named(self, name: str, note: str | None) -> str:
        return f"{name}. {self._cell(note)}" if note else name


def _list(link: Linker, texts: Iterable[str]) -> str:
    return "\n".join(f"- {link.prose(text)}" for text in texts)


def _evidence(catalog: Catalog, link: Linker, evidence: Iterable[Evidence]) -> str:
    module = environment().get_template("_macros.j2").make_module()
    return str(module.evidence(views.proofs_of(catalog, link, evidence), link)).strip("\n")  # type: ignore[attr-defined]  # a macro
