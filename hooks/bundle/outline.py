"""What a built page is about: its title, its headings and the other names it lists."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_HEADING = re.compile(r"<h([1-3])\b([^>]*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]*)"')
_SIGN = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ALSO = re.compile(r'<h2[^>]*\bid="also".*?<ul>(.*?)</ul>', re.DOTALL)
_NAME = re.compile(r'<li>\s*(?:<code>(.*?)</code>|"(.*?)") \(', re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """One heading of a page."""

    level: int
    id: str
    text: str
    exact: bool
    """Whether it is a text of the wire and nothing else."""


def plain(markup: str) -> str:
    """The text in some HTML, in one line."""
    return " ".join(html.unescape(_TAG.sub("", _SIGN.sub("", markup))).split())


def headings(text: str) -> list[Heading]:
    """The headings of a page that can be linked to, down to the third level."""
    found = []
    for level, attributes, markup in _HEADING.findall(text):
        if place := _ID.search(attributes):
            bare = _SIGN.sub("", markup).strip()
            exact = bare.startswith("<code>") and bare.endswith("</code>")
            found.append(Heading(int(level), html.unescape(place[1]), plain(markup), exact))
    return found


def title(text: str) -> str:
    """The title of a page: its first heading, without the name of the site."""
    found = _HEADING.search(text)
    return plain(found[3]) if found else ""


def names(text: str) -> list[str]:
    """The other names and texts that an error's page lists."""
    section = _ALSO.search(text)
    return [plain(key or said) for key, said in _NAME.findall(section[1])] if section else []
