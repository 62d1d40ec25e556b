"""Addresses of pages, links between them, and the old and alternative addresses that lead to them.

Addresses that differ from a page's own only in case get no file: on a disk that ignores case they would
overwrite the page. The 404 page looks them up in the list of addresses instead.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from reference.catalog.contents import Catalog
from reference.catalog.error import Error
from reference.catalog.evidence import Evidence
from reference.catalog.problems import Problem
from reference.catalog.refs import Ref, find_refs, replace_refs
from reference.catalog.surroundings import Sentence
from reference.catalog.vocabulary import address_of
from reference.pages.text import guide_title, plain, render

PAGE_URIS = {
    "index": "index.md",
    "after-join": "after-join.md",
    "errors": "errors/index.md",
    "calls": "calls/index.md",
    "doctor": "tools/checksum-doctor.md",
    "explain": "tools/explain.md",
    "faq": "faq.md",
    "front-ends": "front-ends/index.md",
    "libraries": "libraries.md",
    "log-lines": "log-lines.md",
    "releases": "releases/index.md",
    "settings": "settings.md",
    "silent-success": "silent-success.md",
    "sources": "sources.md",
    "speakers": "speakers/index.md",
    "troubleshooting": "troubleshooting/index.md",
    "statuses": "statuses.md",
}
"""Source path of each page that `[[page:...]]` names."""

PAGE_LABELS = {
    "index": "start page",
    "after-join": "after the join",
    "errors": "all errors",
    "calls": "all calls",
    "doctor": "checksum doctor",
    "explain": "explain a response",
    "faq": "FAQ",
    "front-ends": "front ends",
    "libraries": "client libraries",
    "log-lines": "lines in the logs",
    "releases": "releases",
    "settings": "server settings",
    "silent-success": "SUCCESS, and nothing happened",
    "sources": "sources",
    "speakers": "who responds",
    "statuses": "HTTP statuses",
    "troubleshooting": "troubleshooting",
}


def error_uri(address: str) -> str:
    """Source path of an error's page."""
    return f"errors/{address}.md"


def cause_uri(catalog: Catalog, cause: str) -> str:
    """Source path of the page that shows the texts of a cause."""
    found = catalog.client_causes[cause]
    return PAGE_URIS[found.page] if found.page else error_uri(found.errors[0])


def call_uri(name: str) -> str:
    """Source path of a call's page."""
    return f"calls/{name}.md"


def speaker_uri(name: str) -> str:
    """Source path of the page of a program that answers."""
    return f"speakers/{name}.md"


def front_end_uri(name: str) -> str:
    """Source path of a front end's page."""
    return f"front-ends/{name}.md"


def sentence_anchor(sentence: Sentence) -> str:
    """Return the anchor of a sentence on its front end's page, made of its words. Equal sentences share one."""
    shown = sentence.text or f"nothing: {plain(sentence.when)}"
    return "-".join(re.findall(r"[a-z0-9]+", shown.lower().replace("'", "")))


def upgrade_uri(name: str) -> str:
    """Source path of the page of an upgrade."""
    return f"releases/{name}.md"


def symptoms_uri(group: str) -> str:
    """Source path of the page of a group of symptoms."""
    return f"troubleshooting/{group}.md"


def ref_uri(ref: Ref) -> str:
    """Source path of the page that a reference leads to; `Linker.place` knows it for a symptom."""
    match ref.kind:
        case "call":
            return call_uri(ref.target)
        case "guide":
            return f"guides/{ref.target}.md"
        case "page":
            return PAGE_URIS[ref.target]
        case "speaker":
            return speaker_uri(ref.target)
        case "front-end":
            return front_end_uri(ref.target)
        case "upgrade":
            return upgrade_uri(ref.target)
        case _:
            return error_uri(ref.target)


def public_url(uri: str, directory_urls: bool = True) -> str:
    """Address of a page below the site's root: `errors/notFound/` or `errors/notFound.html`."""
    stem = uri.removesuffix(".md")
    if posixpath.basename(stem) == "index":
        stem = posixpath.dirname(stem)
        return (f"{stem}/" if stem else "") if directory_urls else posixpath.join(stem, "index.html")
    return f"{stem}/" if directory_urls else f"{stem}.html"


def run_anchor(run: str) -> str:
    """Anchor of a run on the page of the sources."""
    return f"run-{run}"


def evidence_url(evidence: Evidence, catalog: Catalog) -> str:
    """Public view of the file at its commit, or the thread. A run has none: it stands on the page of the sources."""
    if evidence.thread is not None:
        repository, number = evidence.thread.split("#")
        return f"https://github.com/{repository}/issues/{number}"
    source = catalog.sources[evidence.at or ""]
    return f"https://github.com/{source.repository}/blob/{source.commit}/{catalog.files[evidence.file or ''].path}"


@cache
def _relative(uri: str, folder: str) -> str:
    return posixpath.relpath(uri, folder or ".")


@dataclass(frozen=True)
class Linker:
    """Makes links from one page."""

    catalog: Catalog
    uri: str
    """Source path of the page the links stand on."""
    directory_urls: bool = True

    def to(self, uri: str, anchor: str | None = None) -> str:
        """Relative Markdown link target of a page."""
        path = _relative(uri, posixpath.dirname(self.uri))
        return f"{path}#{anchor}" if anchor else path

    def href(self, uri: str, anchor: str | None = None) -> str:
        """Relative address of a page, for links in HTML that MkDocs does not see."""
        here = public_url(self.uri, self.directory_urls)
        there = public_url(uri, self.directory_urls)
        path = posixpath.relpath(there or ".", posixpath.dirname(here) or ".")
        if there.endswith("/") or not there:
            path += "/"
        return f"{path}#{anchor}" if anchor else path

    def prose(self, text: str) -> str:
        """Markdown with every `[[reference]]` turned into a link."""
        return replace_refs(text, self.link)

    def problems(self, text: str) -> list[Problem]:
        """References of a hand-written page that lead nowhere."""
        return [
            Problem(f"docs/{self.uri}", text.count("\n", 0, text.index(ref.raw)) + 1, *wrong)
            for ref in find_refs(text)
            if (wrong := self.catalog.explain_ref(ref))
        ]

    def errors(self, addresses: Iterable[str]) -> str:
        """Links to several errors, separated by commas."""
        return ", ".join(self.link(Ref("error", address, None, None, "")) for address in addresses)

    def link(self, ref: Ref) -> str:
        """One reference as a Markdown link."""
        return f"[{ref.label or self.label(ref)}]({self.to(*self.place(ref))})"

    def place(self, ref: Ref) -> tuple[str, str | None]:
        """Source path and anchor that a reference leads to."""
        if ref.kind == "symptom":
            return symptoms_uri(self.catalog.group_of[ref.target].id), ref.target
        return ref_uri(ref), ref.anchor

    def symptom(self, name: str) -> str:
        """Relative Markdown link target of a symptom; of the table of all, if the catalog lacks it."""
        group = self.catalog.group_of.get(name)
        return self.to(symptoms_uri(group.id) if group else PAGE_URIS["troubleshooting"], name)

    def label(self, ref: Ref) -> str:
        """What a link says if the reference does not."""
        match ref.kind:
            case "call":
                return f"`{self.catalog.calls[ref.target].written}`"
            case "guide":
                return guide_title(ref.target)
            case "page":
                return PAGE_LABELS[ref.target]
            case "speaker":
                return self.catalog.speakers[ref.target].name
            case "front-end":
                return self.catalog.front_ends[ref.target].name
            case "symptom":
                group = self.catalog.group_of[ref.target]
                return next(plain(each.symptom) for each in group.symptoms if each.id == ref.target)
            case "upgrade":
                step = self.catalog.upgrades[ref.target]
                return f"from {step.older} to {step.newer}"
            case _:
                error = self.catalog.errors[ref.target]
                return f"`{error.key}`" if error.key else error.title


ADDRESSES_URI = "assets/data/addresses.json"
"""Where the 404 page finds the list."""


def aliases(catalog: Catalog) -> Iterator[tuple[str, str, Error]]:
    """Alias key, its address, and the entry it leads to."""
    for error in catalog.errors.values():
        for alias in error.aliases:
            if alias.key:
                yield alias.key, address_of(alias.key), error


def causes_elsewhere(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Address below errors/, source path and name of the page that it leads to, for each cause without an own page."""
    for cause in catalog.client_causes.values():
        if cause.id not in catalog.errors:
            name = PAGE_LABELS[cause.page] if cause.page else catalog.errors[cause.errors[0]].name
            yield cause.id, cause_uri(catalog, cause.id), name


def addresses(catalog: Catalog, uris: Iterable[str]) -> dict[str, str]:
    """Lower-case address without the last slash -> the page's own address: for pages, alias keys and causes."""
    known = {f"errors/{cause}": public_url(uri) for cause, uri, _ in causes_elsewhere(catalog)}
    for key, address, error in aliases(catalog):
        known |= dict.fromkeys(
            (f"errors/{key}".lower(), f"errors/{address}".lower()), public_url(error_uri(error.address))
        )
    for error in catalog.errors.values():
        if error.key:
            known[f"errors/{error.key}".lower()] = public_url(error_uri(error.address))
    for uri in uris:
        url = public_url(uri)
        if url:
            known[url.rstrip("/").lower()] = url
    return dict(sorted(known.items()))


def address_files(catalog: Catalog, uris: Iterable[str], directory_urls: bool) -> Iterator[tuple[str, str]]:
    """Path and text of the list of addresses and of every redirect page."""
    yield ADDRESSES_URI, json.dumps(addresses(catalog, uris), indent=0) + "\n"
    yield from redirect_pages(catalog, directory_urls)


def redirect_pages(catalog: Catalog, directory_urls: bool) -> Iterator[tuple[str, str]]:
    """Path and HTML of a redirect for each alias key and cause whose address is no page's own in any case."""
    taken = {address.lower() for address in catalog.errors}
    leading = [(key, address, error_uri(error.address), error.name) for key, address, error in aliases(catalog)]
    leading += [(cause, cause, uri, name) for cause, uri, name in causes_elsewhere(catalog)]
    for shown, address, target, name in leading:
        if address.lower() in taken:
            continue
        uri = f"errors/{address}/index.html" if directory_urls else f"errors/{address}.html"
        href = Linker(catalog, error_uri(address), directory_urls).href(target)
        yield uri, render("redirect.html.j2", alias=shown, name=name, href=href)
