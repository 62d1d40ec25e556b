"""Tells what the checksum of a callback of bbb-webhooks was made of."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace

from bbb_errors.doctor.encoders import ESCAPED, decoded, on_the_wire, recoded, table_of
from bbb_errors.doctor.find import Result, Search
from bbb_errors.doctor.mistakes import Change, secrets
from bbb_errors.doctor.queries import json_of
from bbb_errors.doctor.request import SPACE, Request
from bbb_errors.doctor.table import SIGNATURES


def _json_2(fields: dict[str, str]) -> str:
    """The JSON that bbb-webhooks 2 signs."""
    text = json.JSONEncoder(ensure_ascii=False).encode
    event, domain = text(fields.get("event", "")), text(fields.get("domain", ""))
    return f'{{"event":{event},"timestamp":{fields.get("timestamp", "")},"domain":{domain}}}'


def _addresses(callback: str) -> list[Change]:
    """The URL of a callback as it may have been registered; those without a mistake first."""
    schemes = ("https:", "http:") if callback.startswith("//") else ("",)
    right = [scheme + each for scheme in schemes for each in (callback, decoded(callback))]
    pairs = [("", url) for url in right]
    for url in right:
        pairs += [("callback-url", f"{url}/"), ("callback-url", url.removesuffix("/")), ("callback-url", url.lower())]
        pairs += [("callback-url", url.split("?", 1)[0]), ("callback-url", on_the_wire(url))]
        pairs += [("callback-url", "".join([table_of("-_.~", "%20", False)[byte] for byte in url.encode()]))]
        pairs += [("callback-url", re.sub("^https?:", scheme, url)) for scheme in ("https:", "http:")]
        pairs += [("callback-url", re.sub(r"^(https?://[^/:]+):\d+", r"\1", url))]
        pairs += [("callback-url", re.sub(r"^https?://[^/]+", "", url))]
    seen: dict[str, str] = {}
    for one, url in pairs:
        seen.setdefault(url, one)
    return [(one, url) for url, one in seen.items()]


def _bodies(body: str) -> list[tuple[str, int, str]]:
    """What may have been signed after the URL: mistake or nothing, the place in SIGNATURES, the text."""
    fields = {
        name: decoded(value.replace("+", " ")) for part in body.split("&") for name, _, value in [part.partition("=")]
    }
    made = [("", 2, body), ("", 1, "{}"), ("", 0, _json_2(fields))]
    parts = body.split("&")
    again = [*(text for _, text in recoded(body)), decoded(body), decoded(body.replace("+", " "))]
    again += ["&".join(each) for each in (itertools.permutations(parts) if len(parts) <= 4 else ())]
    again += [fields.get("event", ""), f"{body}\n", f"{body}\r\n", body.strip(SPACE), json_of(fields.items())]
    again += [ESCAPED.sub(lambda match: match[0].lower(), body)]
    made += [("callback-body", 2, text) for text in again]
    if re.match("[{[]", body):
        made += [("callback-body", 0, body)]
    seen: dict[str, tuple[str, int, str]] = {}
    for each in made:
        seen.setdefault(each[2], each)
    return list(seen.values())


def of_callback(request: Request, secret: str, form: tuple[str, tuple[str, ...], bytes] | None) -> Result:
    """Tell what a callback's checksum was made of."""
    if form is None:
        return Result("not-accepted", None)
    search = Search(form[0], form[1], form[2])
    addresses, bodies = _addresses(request.callback), _bodies(request.body)
    wrong = secrets(secret, replace(request, base=""))
    good = [url for one, url in addresses if not one]
    attempts = itertools.chain(
        (((one, two), place, url + body + secret) for one, url in addresses for two, place, body in bodies),
        (
            ((one,), place, url + body + key)
            for one, key in wrong
            for url in good
            for two, place, body in bodies
            if not two
        ),
    )
    for ids, place, text in attempts:
        if not search.gives(text):
            continue
        search.fit(one for one in ids if one)
        exact = () in search.found
        mistakes = () if exact else search.mistakes
        verdict = "right" if exact else "mistake"
        return Result(verdict, form[0], mistakes, signed=SIGNATURES[place][0], tried=search.tried)
    if not request.body:
        return Result("incomplete", form[0], tried=search.tried)
    return Result("unknown", form[0], tried=search.tried)
