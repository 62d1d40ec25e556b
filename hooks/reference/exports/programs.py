"""What the tools in the page and the checksum doctor carry of the catalog."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bbb_wire.rules import FILE, rules
from bbb_wire.signing import EXAMPLE_HOST, EXAMPLE_SECRET, sign
from bbb_wire.signs import explain_data
from reference.catalog.checksum import Mistake
from reference.catalog.contents import Catalog
from reference.catalog.problems import CatalogError, Problem
from reference.catalog.refs import Ref, replace_refs
from reference.catalog.toml import read_toml
from reference.exports.publication import Publication
from reference.pages.links import PAGE_URIS, Linker
from reference.pages.text import plain

EXPLAIN_NAME = "explainData"
EXPLAIN_URI = "assets/data/explain.js"
CHECKSUM_URI = "assets/data/checksum-mistakes.js"
RULES = "hooks/bbb_wire/explain_rules.toml"
RULE_MODULES = {
    "docs/assets/js/pasted/rules.js": ("limits", "patterns", "patterns_any_case", "tokens", "statuses"),
    "docs/assets/js/explain/rules.js": ("scores", "client", "status", "keys", "head", "why", "remarks", "notes"),
}
"""Modules of the explain tool, and the parts of its rules that each of them holds."""
TABLES = {"wordings", *(name for names in RULE_MODULES.values() for name in names)}
"""The parts of the rules without which nothing can be written."""


def tool_modules(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield path in the site and text of each script that a tool in the page loads.

    That of the explain tool is no module, because the page loads it only when somebody comes near the tool.
    """
    signs, mistakes = page_data(publication), checksum_data(publication.catalog)
    yield EXPLAIN_URI, f"globalThis.{EXPLAIN_NAME} = {_compact(signs)};\n"
    yield CHECKSUM_URI, f"export const data = {_compact(mistakes)};\n"


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def check_rules() -> None:
    """Raise CatalogError if the rules of the explain tool can't be read, or what every use of them needs is missing."""
    for table in sorted(TABLES - read_toml(FILE, RULES).keys()):
        raise CatalogError([Problem(RULES, 1, f"the table [{table}] is missing", "write it")])


def page_data(publication: Publication) -> dict[str, Any]:
    """Return the data of the explain tool with the links and code of its prose, as `[label](page)` and `` `code` ``."""
    check_rules()
    signs = explain_data(publication.reference.model_dump(mode="json"))
    linker = Linker(publication.catalog, PAGE_URIS["index"])

    def link(ref: Ref) -> str:
        uri, anchor = linker.place(ref)
        address = publication.edition.page(uri)
        return f"[{ref.label or linker.label(ref)}]({address}{f'#{anchor}' if anchor else ''})"

    def marked(text: str) -> str:
        return " ".join(replace_refs(text, link).replace("**", "").split())

    signs["pages"] = {name: publication.edition.page(PAGE_URIS[name]) for name in ("doctor", "troubleshooting")}
    for error in publication.catalog.errors.values():
        entry = signs["entries"][error.address]
        entry["meaning"] = marked(error.meaning)
        entry["fixes"] = [marked(fix) for fix in error.fixes]
        entry["causes"] = [
            {"cause": marked(each.cause), "tell": marked(each.tell) if each.tell else None} for each in error.causes
        ]
    return signs


def rule_modules() -> Iterator[tuple[str, str]]:
    """Yield path and text of each module that holds rules of the explain tool. Raises CatalogError as check_rules."""
    check_rules()
    for path, names in RULE_MODULES.items():
        lines = [f"export const {name} = {json.dumps(rules()[name])};\n" for name in names]
        head = f"/* Written by `make generate` from {RULES}. */\n"
        yield path, head + "".join(f"\n// prettier-ignore\n{line}" for line in lines)


PARTS = ("secret", "call", "query", "layout")
"""What a mistake of the list can give wrong forms of."""


def checksum_data(catalog: Catalog) -> dict[str, Any]:
    """Return mistakes by id and how plain ones are made, encoders, what to check next, names of calls, an example."""
    wrong = sign("create", "name=Algebra%20I&meetingID=algebra-1", secret=f"{EXAMPLE_SECRET}\n")
    mistakes = catalog.mistakes
    return {
        "mistakes": {m.id: {"title": plain(m.title), "fix": plain(m.fix)} for m in mistakes},
        "forms": {part: [[m.id, _characters(form)] for m in mistakes for form in _forms(m, part)] for part in PARTS},
        "replace": [[m.id, list(map(list, each.items()))] for m in mistakes for each in m.replace],
        "repairs": {m.id: list(map(list, m.repair.items())) for m in mistakes if m.repair},
        "encoders": [
            {"names": list(each.names), "safe": each.safe, "space": each.space, "lower": each.lower}
            for each in catalog.encoders
        ],
        "signatures": [
            [each.versions, plain(each.proves)]
            for callback in catalog.callbacks.values()
            if callback.id == "webhooks"
            for each in callback.signatures
        ],
        "next": [{"check": plain(n.check), "how": plain(n.how), "right": n.right} for n in catalog.next_checks],
        "calls": [call.written for call in catalog.calls.values() if call.auth == "checksum"],
        "example": {"url": f"https://{EXAMPLE_HOST}{wrong.path}", "secret": EXAMPLE_SECRET},
    }


def _forms(mistake: Mistake, part: str) -> Iterator[str]:
    """Yield the wrong forms of a part; those with something between the parts first."""
    for mark in mistake.between if part == "layout" else "":
        yield from (f"$call{mark}$query{mark}$secret", f"$call$query{mark}$secret", f"$call{mark}$query$secret")
    yield from getattr(mistake, part)


def _characters(form: str) -> str:
    """Return a form with the characters that the catalog writes by number, since they would be invisible there."""
    return re.sub(r"\[U\+([0-9A-F]{4})\]", lambda match: chr(int(match[1], 16)), form)


def _tuples(pairs: list[list[str]]) -> str:
    """Return pairs of texts as Python writes them; two brackets in a row would be a reference on a page."""
    return f"({' '.join(f'({json.dumps(old)}, {json.dumps(new)}),' for old, new in pairs)})"


_TABLE = '''"""What the catalog says of mistakes, encoders, signatures and calls.

Written by `make generate` from docs/catalog/checksum-mistakes.yml and others.
"""

from __future__ import annotations

# fmt: off
'''


def checksum_table(catalog: Catalog) -> str:
    """Return the module of the checksum doctor that holds what it knows of the catalog."""
    known: Mapping[str, Any] = checksum_data(catalog)
    text = json.dumps  # a JSON text is a Python text
    lines = [_TABLE, "MISTAKES = {\n"]
    for name, item in known["mistakes"].items():
        lines += [
            f"    {text(name)}: (\n",
            f"        {text(item['title'])},\n",
            f"        {text(item['fix'])},\n",
            "    ),\n",
        ]
    lines += ["}\n", "FORMS = {\n"]
    for part, forms in known["forms"].items():
        lines += [f"    {text(part)}: [\n", *(f"        ({text(i)}, {text(form)}),\n" for i, form in forms), "    ],\n"]
    lines += ["}\n", "REPLACE = [\n", *(f"    ({text(i)}, {_tuples(each)}),\n" for i, each in known["replace"])]
    lines += ["]\n", "REPAIRS = {\n", *(f"    {text(i)}: {_tuples(each)},\n" for i, each in known["repairs"].items())]
    lines += ["}\n", "ENCODERS = [  # names, marks that stay, space, whether hex digits are in lower case\n"]
    lines += [
        f"    ({text(each['names'])}, {text(each['safe'])}, {text(each['space'])}, {each['lower']}),\n"
        for each in known["encoders"]
    ]
    lines += ["]\n", "SIGNATURES = [\n", *(f"    ({text(v)}, {text(p)}),\n" for v, p in known["signatures"])]
    lines += ["]\n", "NEXT = [\n"]
    lines += [f"    ({text(item['check'])}, {text(item['how'])}, {item['right']}),\n" for item in known["next"]]
    lines += ["]\n", "CALLS = [\n", *(f"    {text(name)},\n" for name in known["calls"]), "]\n"]
    return "".join([*lines, "# fmt: on\n"])
