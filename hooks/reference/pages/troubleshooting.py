"""Troubleshooting: a table of all symptoms, and for each group a page with the checks, causes and fixes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from reference.catalog.contents import Catalog
from reference.catalog.problems import CatalogError, Problem
from reference.catalog.refs import not_linked
from reference.catalog.symptoms import SymptomGroup, thread_label
from reference.pages import diagram, views
from reference.pages.frame import Page, in_a_row
from reference.pages.from_template import about, page_of
from reference.pages.links import PAGE_URIS, Linker, symptoms_uri
from reference.snippets import Example

SETTINGS = "troubleshooting/checks.sh:settings"
"""The example that sets what the others read."""


def pages(catalog: Catalog, examples: Mapping[str, Example], directory_urls: bool) -> Iterator[Page]:
    """The table, and the pages. `directory_urls` is MkDocs' setting, for the links in the diagrams.

    Raises:
        CatalogError: With every check whose example is missing.
    """
    if problems := list(_missing(catalog, examples)):
        raise CatalogError(problems)
    yield page_of(
        "symptoms.md.j2",
        Linker(catalog, PAGE_URIS["troubleshooting"]),
        "Troubleshooting",
        "From what you see to one cause and one fix: failing BigBlueButton API calls by symptom, with commands to try.",
        None,
        groups=catalog.symptoms.values(),
        decisions=catalog.decisions,
        uri=symptoms_uri,
    )
    yield from in_a_row([_group(catalog, examples, group, directory_urls) for group in catalog.symptoms.values()])


def _missing(catalog: Catalog, examples: Mapping[str, Example]) -> Iterator[Problem]:
    for group in catalog.symptoms.values():
        used = {check.example for symptom in group.symptoms for check in symptom.checks if check.example}
        for name in sorted(used | {SETTINGS} if used else used):
            if name not in examples:
                path, _, section = name.partition(":")
                todo = f"write the section {section} of snippets/{path}, or name another example"
                yield Problem(f"docs/catalog/symptoms/{group.id}.yml", 1, f"there is no example `{name}`", todo)


def _group(catalog: Catalog, examples: Mapping[str, Example], group: SymptomGroup, directory_urls: bool) -> Page:
    link = Linker(catalog, symptoms_uri(group.id), directory_urls)
    used = [check.example for symptom in group.symptoms for check in symptom.checks if check.example in examples]
    return page_of(
        "troubleshooting.md.j2",
        link,
        f"Troubleshooting: {group.title}",
        about(group.summary),
        f"symptoms/{group.id}.yml",
        group=group,
        sic=partial(views.sic, catalog),
        decision=catalog.decisions[group.decision] if group.decision else None,
        examples={name: examples[name] for name in used if name},
        settings=examples[SETTINGS] if used else None,
        svg=lambda decision: diagram.svg(decision, link),
        as_list=lambda decision: diagram.as_list(decision, link),
        thread_label=thread_label,
        others=lambda symptom: not_linked(symptom.errors, *symptom.texts),
    )
