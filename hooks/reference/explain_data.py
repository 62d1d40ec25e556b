"""The data of the explain tool: what it recognizes and what it says, from the catalog, as plain texts.

Shape:

    entries       {address: {url, name, key, kind, status, title, meaning, fixes, instead}}
    answers       [{id, entry, message, calls, format, returncode, status, condition}]
    aliases       [{entry, text, seen}], another wording; a {placeholder} stands for any text
    keys          {other key: address}, spellings that servers never sent or no longer send
    placeholders  {name: meaning}
    formats       {id: title}
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reference.catalog import Catalog
from reference.links import error_uri, public_url
from reference.model import Answer, Error, Sent
from reference.render import plain

MODULE_URI = "assets/data/explain.js"
"""The data as a module, for the page."""

JSON_URI = "data/explain.json"
"""The same as JSON, for programs."""

Data = dict[str, Any]


def data(catalog: Catalog, directory_urls: bool = True) -> Data:
    """All that the tool needs, fit for JSON. With `directory_urls` the address of a page is a folder."""
    errors = catalog.errors.values()
    return {
        "entries": {error.address: _entry(error, directory_urls) for error in errors},
        "answers": [_answer(answer, error) for error in errors for answer in error.answers],
        "aliases": [
            {"entry": error.address, "text": alias.text, "seen": plain(alias.seen)}
            for error in errors
            for alias in error.aliases
            if alias.text
        ],
        "keys": {alias.key: error.address for error in errors for alias in error.aliases if alias.key},
        "placeholders": {name: plain(item.meaning) for name, item in catalog.placeholders.items()},
        "formats": {name: info.title for name, info in catalog.formats.items()},
    }


def _entry(error: Error, directory_urls: bool) -> Data:
    uri = error_uri(error.address)
    return {
        "url": public_url(uri) if directory_urls else uri.removesuffix(".md") + ".html",
        "name": error.name,
        "key": error.key,
        "kind": error.kind.value,
        "status": error.status.value,
        "title": error.title,
        "meaning": plain(error.meaning),
        "fixes": [plain(fix) for fix in error.fixes],
        "instead": [f"{plain(item.when)}: {plain(item.send)}" for item in error.sent_instead],
    }


def _answer(answer: Answer, error: Error) -> Data:
    return {
        "id": answer.id,
        "entry": error.address,
        "message": answer.message,
        "calls": list(answer.calls),
        "format": answer.format.value,
        "json": answer.json_on_request,
        "returncode": answer.returncode,
        "status": answer.http_status,
        "condition": plain(answer.condition),
        "sent": answer.sent is Sent.SENT,
    }


def files(catalog: Catalog, directory_urls: bool = True) -> Iterator[tuple[str, str]]:
    """Path and text of the data, as a module and as JSON."""
    text = json.dumps(data(catalog, directory_urls), ensure_ascii=False, separators=(",", ":"))
    yield MODULE_URI, f"export const data = {text};\n"
    yield JSON_URI, text + "\n"
