"""The keys as constants for programs, in five languages; the templates are in templates/constants/.

Each file stands alone: no other package, one type, and for each key its kind, its status, whether the same request
may succeed later, and its page.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from reference.catalog.vocabulary import Kind, Sent, camel, upper
from reference.exports.publication import Publication
from reference.exports.shape.entries import ErrorData
from reference.pages.text import environment

FOLDER = "data/constants"

LANGUAGES = {
    "Python": "message_keys.py",
    "TypeScript": "message-keys.ts",
    "PHP": "MessageKey.php.txt",
    "Java": "MessageKey.java",
    "Go": "messagekey.go",
}
"""The file of each language, as its users would name it; that of PHP is no program, or some servers would run it."""

_NOT_IN_COMMENTS = re.compile(r'\*/|\\|"""')


@dataclass(frozen=True)
class Constant:
    """One key."""

    key: str
    comment: str
    """One line that says what the key stands for."""
    kind: str
    status: str
    retryable: bool
    page: str
    """Address of its page, as whole as it is known."""


def constants(publication: Publication) -> list[Constant]:
    """The constants of all keys, sorted."""
    found = [_constant(error, publication) for error in publication.reference.errors if error.key]
    return sorted(found, key=lambda each: (each.key.lower(), each.key))


def _constant(error: ErrorData, publication: Publication) -> Constant:
    comment = " ".join(_NOT_IN_COMMENTS.sub(" ", error.title).split())
    page = publication.edition.link(error.page)
    return Constant(error.key or "", comment, error.kind, error.status, error.retryable, page)


def text(publication: Publication, name: str) -> str:
    """Return the text of one language's file, by the file's name."""
    context = {
        "constants": constants(publication),
        "kinds": list(Kind),
        "statuses": list(Sent),
        "version": publication.edition.version,
        "text": json.dumps,  # a JSON text of ASCII is a text of Python, TypeScript, Java and Go, too
        "javadoc": javadoc,
        "single": single,
        "upper": upper,
        "camel": camel,
    }
    return environment().get_template(f"constants/{name.removesuffix('.txt')}.j2").render(context)


def javadoc(text: str) -> str:
    """A text in a comment that javadoc reads."""
    return re.sub(r"[&<>@{}*]", lambda sign: f"&#{ord(sign[0])};", text)


def single(text: str) -> str:
    """A text in PHP, in which nothing is replaced."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
