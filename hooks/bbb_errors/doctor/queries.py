"""The mistakes of the query."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Iterator

from bbb_errors.doctor.encoders import ESCAPED, MARKS, decode_marks, decoded, encode_marks, from_latin, swapped
from bbb_errors.doctor.mistakes import Change, changes, filled
from bbb_errors.doctor.orders import EVERY_ORDER, LEFT_OUT, fewer, orders
from bbb_errors.doctor.request import SPACE, Request
from bbb_errors.doctor.table import REPLACE

ROOM = 3_000_000  # bytes that may be hashed for mistakes of one kind


def json_of(pairs: Iterable[tuple[str, str]], comma: str = ",", colon: str = ":") -> str:
    """A JSON object of texts."""
    text = json.JSONEncoder(ensure_ascii=False).encode
    return "{" + comma.join(f"{text(name)}{colon}{text(value)}" for name, value in pairs) + "}"


def _ascii(text: str) -> str:
    """A text of JSON with every character outside ASCII escaped, in units of UTF-16."""

    def escaped(match: re.Match[str]) -> str:
        units = match[0].encode("utf-16-be").hex()
        return "".join(f"\\u{units[n : n + 4]}" for n in range(0, len(units), 4))

    return re.sub("[^ -~]", escaped, text)


def _jsons(parts: list[str]) -> Iterator[str]:
    """The parameters as JSON, as several languages write it."""
    if not parts:
        yield from ("{}", "[]")
        return
    pairs = [(name, value) for part in parts for name, _, value in [decoded(part.replace("+", " ")).partition("=")]]
    for each in (pairs, list(dict(pairs).items())) if len(dict(pairs)) < len(pairs) else (pairs,):
        plain, wide = json_of(each), json_of(each, ", ", ": ")
        yield from (plain, _ascii(wide), _ascii(plain).replace("/", "\\/"), wide, _ascii(plain))
        yield from (plain.replace("/", "\\/"), re.sub(r':"(true|false|0|[1-9][0-9]{0,14})"', r":\1", plain))


def queries(query: str, request: Request, *, second: bool = False) -> list[Change]:
    """Wrong query strings; fewer if it is the second mistake, or to be followed by one."""
    parts = [part for part in query.split("&") if part]
    after = f"{query}&" if query else ""
    body, fragment = request.body, request.fragment
    room = ROOM // (len(query.encode()) + 64)
    in_body = [part for part in body.strip(SPACE).split("&") if part] if re.match(r"[^<{\s]+=", body) else []
    values = [part.partition("=")[2] for part in parts]
    bare = [part.removesuffix("=") for part in parts]
    full = [part if "=" in part else f"{part}=" for part in parts]
    few = range(len(parts)) if len(parts) <= LEFT_OUT else ()
    pairs = [
        *((one, swapped(query, each)) for one, each in REPLACE),
        ("decoded", decoded(query)),
        ("decoded", decoded(query.replace("+", " "))),
        ("non-ascii-raw", re.sub(r"(?:%[89a-fA-F][0-9a-fA-F])+", lambda match: decoded(match[0]), query)),
        ("marks", encode_marks(query)),
        ("marks", decode_marks(query)),
        *(("marks", change(query, mark)) for mark in MARKS for change in (encode_marks, decode_marks)),
        ("marks", swapped(query, (("%3D", "="), ("%3d", "=")))),
        ("marks", swapped(query, (("%26", "&"),))),
        ("hex-case", ESCAPED.sub(lambda match: match[0].lower(), query)),
        ("hex-case", ESCAPED.sub(lambda match: match[0].upper(), query)),
        ("latin-1-escaped", from_latin(query)),
        ("latin-1-escaped", from_latin(query, back=True)),
        ("latin-1-escaped", ESCAPED.sub(lambda match: match[0].lower(), from_latin(query, back=True))),
        *filled("query", query),
        ("ampersand", re.sub("&&+", "&", query.strip("&"))),
        *(("checksum-included", f"{after}checksum={each}") for each in request.older),
        *(("checksum-included", f"checksum={each}&{query}") for each in request.older),
        ("checksum-included", f"{after}checksum="),
        ("checksum-included", f"checksum=&{query}"),
        ("checksum-included", f"{after}checksum"),
        ("checksum-included", f"checksum={query}"),
        *(("parameter-added", "&".join(each)) for each in itertools.islice(fewer(parts, few=second), room)),
        *(("values-only", "".join(each)) for each in (values, [decoded(value.replace("+", " ")) for value in values])),
        *(("values-only", sign.join(values)) for sign in ",&|"),
        *(("json", each) for each in _jsons(parts)),
        *(("empty-value", "&".join(each)) for each in (bare, full)),
        *(("empty-value", "&".join([*parts[:n], bare[n], *parts[n + 1 :]])) for n in few),
        *(("empty-value", "&".join([*parts[:n], full[n], *parts[n + 1 :]])) for n in few),
        *(
            ("order", "&".join(each))
            for each in itertools.islice(orders(parts, every=3 if second else EVERY_ORDER), room)
        ),
        *(("body-included", each) for each in ((query + body, after + body, body) if body else ())),
        *(("body-included", each) for each in (("&".join(sorted(parts + in_body)),) if in_body else ())),
        *(("fragment", query + each) for each in ((fragment, fragment[1:]) if fragment else ())),
    ]
    return changes(query, [pair for pair in pairs if pair[1] or pair[0] == "query-missing"])
