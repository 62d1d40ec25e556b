"""The mistakes that are tried: small changes of what is hashed. Those of the query stand in queries.py."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bbb_errors.doctor.encoders import decoded, table_of
from bbb_errors.doctor.request import Request
from bbb_errors.doctor.table import CALLS, ENCODERS, FORMS

Change = tuple[str, str]


def changes(text: str, pairs: Iterable[Change]) -> list[Change]:
    """Drop what changes nothing, and what comes twice."""
    return [pair for pair in dict.fromkeys(pairs) if pair[1] != text]


def filled(part: str, right: str) -> Iterator[Change]:
    """The wrong forms of a part that the catalog lists."""
    yield from ((one, form.replace(f"${part}", right)) for one, form in FORMS[part])


def secrets(secret: str, request: Request) -> list[Change]:
    """Wrong secrets."""
    base, host = request.base, request.base.removesuffix("/api/")
    return changes(
        secret,
        [
            *filled("secret", secret),
            *(("secret-case", each) for each in (secret.upper(), secret.lower())),
            *(("secret-cut", each) for each in (secret[1:], secret[:-1]) if each),
            *(("secret-url", each) for each in ((host, f"{host}/", base, base[:-1]) if host else ())),
        ],
    )


def calls(call: str, request: Request) -> list[Change]:
    """Wrong call names."""
    path = re.sub(r"^https?://[^/]+", "", request.base)
    first, _, last = call.rpartition("/")
    return changes(
        call,
        [
            *(
                ("call-part", each)
                for each in ((last, first, first + last, f"{first}.{last}") if first else ())
                if each
            ),
            *filled("call", call),
            *(("call-case", each) for each in (call.lower(), call.upper(), call[:1].upper() + call[1:])),
            ("call-slash", path + call),
            ("call-slash", path.removesuffix("api/") + call),
            *(("call-other", name) for name in CALLS if name not in (call, last)),
        ],
    )


def layouts(call: str, query: str, secret: str, request: Request, *, second: bool = False) -> list[Change]:
    """Wrong ways to put the text together; fewer if it is the second mistake."""
    base = request.base
    mark = f"{call}?{query}" if query else call
    path = re.sub(r"^https?://[^/]+", "", base)
    bases = [base, path, path[1:], re.sub(r"^(https?://[^/:]+)(?::\d+)?", r"\1", base)]
    bases += [
        re.sub(r"^(https://[^/:]+)(?::\d+)?", r"\1:443", base),
        re.sub(r"^(http://[^/:]+)(?::\d+)?", r"\1:80", base),
    ]
    parts = {"$call": call, "$query": query, "$secret": secret}
    pairs = [
        (one, re.sub(r"\$(?:call|query|secret)", lambda match: parts[match[0]], form)) for one, form in FORMS["layout"]
    ]
    for each in dict.fromkeys(bases):
        pairs += [("url-hashed", each + mark + secret), ("url-hashed", each + call + query + secret)]
        if second:
            continue
        pairs += [("url-hashed", f"{each}{call}?{query}{secret}"), ("url-hashed", f"{each}?{query}{secret}")]
        pairs += [("url-hashed", f"{each[:-1]}?{query}{secret}"), ("url-hashed", each + query + secret)]
        pairs += [("url-hashed", call + each + mark + secret)]
    return changes(call + query + secret, pairs)


def as_a_whole(call: str, query: str, secret: str) -> list[Change]:
    """Texts that are wrong as a whole: encoded once more, or signed as a callback is."""
    text = call + query + secret
    data = text.encode()
    pairs = []
    for _, safe, space, lower in ENCODERS:
        table = table_of(safe, space, lower)
        pairs += [("whole-encoded", "".join([table[byte] for byte in data]))]
    own = re.search("(?:^|&)callbackURL=([^&]*)", query)
    for each in dict.fromkeys((decoded(own[1].replace("+", " ")), own[1]) if own else ()):
        pairs += [("signed-as-callback", each + query + secret), ("signed-as-callback", each + secret)]
        pairs += [("signed-as-callback", f"{each}{{}}{secret}"), ("signed-as-callback", call + each + secret)]
    return changes(text, pairs)
