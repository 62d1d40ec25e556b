"""The pages of front ends with their sentences, and the page of the client libraries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from reference.catalog.contents import Catalog
from reference.catalog.refs import not_linked
from reference.catalog.surroundings import FrontEnd, Library, Sentence
from reference.pages.frame import Page
from reference.pages.from_template import about, page_of
from reference.pages.links import PAGE_URIS, Linker, cause_uri, front_end_uri, sentence_anchor
from reference.snippets import WHOLE, Example


def index(catalog: Catalog) -> Page:
    """The index: every sentence, by the alphabet, and every program."""
    link = Linker(catalog, PAGE_URIS["front-ends"])
    shown = {
        (sentence.text or "", each.name): (sentence, each, link.to(front_end_uri(each.id), sentence_anchor(sentence)))
        for each in catalog.front_ends.values()
        for sentence in each.sentences
        if sentence.text
    }
    return page_of(
        "front_ends.md.j2",
        link,
        "Front ends and their messages",
        "What Greenlight, Moodle, Nextcloud and others show when a BigBlueButton call fails, and what it can mean.",
        None,
        front_ends=catalog.front_ends.values(),
        rows=[shown[key] for key in sorted(shown, key=lambda key: (key[0].lower(), key[1]))],
        uri=front_end_uri,
    )


def page(catalog: Catalog, each: FrontEnd) -> Page:
    """The page of one front end: what it shows, by sentence."""
    return page_of(
        "front_end.md.j2",
        Linker(catalog, front_end_uri(each.id)),
        f"{each.name}: what its error messages mean",
        about(each.summary),
        f"front-ends/{each.id}.yml",
        front_end=each,
        groups=_by_text(each.sentences),
        anchor_of=sentence_anchor,
        others=lambda behind: not_linked(behind.errors, behind.what),
        evidence=[proof for sentence in each.sentences for proof in sentence.evidence],
    )


def _by_text(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Return the sentences by text, in the order in which each text comes first; silence is a group each time."""
    groups: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        groups.setdefault(sentence_anchor(sentence), []).append(sentence)
    return list(groups.values())


def links_to(catalog: Catalog, link: Linker, address: str) -> list[str]:
    """Return links to the front ends with a sentence that an entry can be behind."""
    return [
        f"[{each.name}]({link.to(front_end_uri(each.id))})"
        for each in catalog.front_ends.values()
        if any(address in behind.errors for sentence in each.sentences for behind in sentence.behind)
    ]


def libraries(catalog: Catalog, examples: Mapping[str, Example]) -> Page:
    """The page of the client libraries, by language. An example goes by the id of its library."""
    return page_of(
        "libraries.md.j2",
        Linker(catalog, PAGE_URIS["libraries"]),
        "Client libraries",
        "How BigBlueButton libraries for each language expose the messageKey, what they hide, and their traps.",
        None,
        cause_uri=cause_uri,
        languages=_by_language(catalog.libraries.values()),
        examples={name: found for name in catalog.libraries if (found := examples.get(f"libraries/{name}.py:{WHOLE}"))},
    )


def _by_language(libraries: Iterable[Library]) -> Mapping[str, list[Library]]:
    """Return the libraries by language, both by the alphabet."""
    ordered = sorted(libraries, key=lambda each: (each.language.lower(), each.name.lower()))
    return {language: list(group) for language, group in groupby(ordered, key=lambda each: each.language)}
