"""llms.txt: where what is, for language models and other programs that read Markdown. See llmstxt.org.

Its links lead to the Markdown twins of the pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from reference.exports import data_files
from reference.exports.publication import Publication
from reference.pages.frame import split
from reference.pages.links import call_uri, error_uri
from reference.pages.text import capitalize_first, plain

URI = "llms.txt"

_HEAD = """\
# BigBlueButton API Errors

> Every error of the BigBlueButton 3.0 API: the exact answer, what it means, causes, fix, order of checks, evidence.

Match on the messageKey of an answer; texts vary by release. `SUCCESS` can carry a key as well. A fact is marked if it \
was not read in the server's source. Links to pages lead to plain Markdown; \
`data/errors.json` holds all of it at once.
"""


def files(publication: Publication, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Path and text of the file.

    Args:
        publication: The catalog in its edition.
        texts: The Markdown of every page by path, front matter included.
    """
    catalog, link = publication.catalog, publication.edition.link
    chapters: dict[str, list[str]] = {"Start here": [], "Guides": []}
    for uri in sorted(texts.keys() - {*map(error_uri, catalog.errors), *map(call_uri, catalog.calls)}):
        head = yaml.safe_load(split(texts[uri])[0])
        chapter = chapters["Guides" if uri.startswith("guides/") else "Start here"]
        chapter.append(_line(head["title"], link(uri), head["description"]))
    for category in catalog.categories:
        chapters[f"Errors: {category.title}"] = [
            _line(error.name, link(error_uri(error.address)), error.meaning) for error in catalog.entries(category)
        ]
    chapters["Calls"] = [_line(call.name, link(call_uri(call.name)), call.summary) for call in catalog.calls.values()]
    chapters["Data"] = [_line(each.uri, link(each.uri), each.about) for each in data_files.FILES]
    text = "".join(f"\n## {title}\n\n" + "\n".join(lines) + "\n" for title, lines in chapters.items())
    yield URI, _HEAD + text


def _line(title: str, url: str, about: str) -> str:
    return f"- [{title}]({url}): {plain(capitalize_first(about))}"
