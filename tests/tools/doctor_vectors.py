"""Test vectors of the checksum doctor: requests with known mistakes, put together here by hand, with hashlib alone.

    python -m tests.tools.doctor_vectors      write tests/data/doctor/vectors.json anew

Neither the page's doctor nor the Python one is used, so that both can be held against the same table.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
from collections.abc import Callable, Iterator
from typing import Any

from tests.real import ROOT

FILE = ROOT / "tests" / "data" / "doctor" / "vectors.json"
SECRET = "ExampleSharedSecret7"  # noqa: S105 - a public example
BASE = "https://bbb.example.org/bigbluebutton/api/"
CALL = "create"
QUERY = "name=Algebra%20%C3%BC~x&meetingID=a%2fb%3A1&welcome=&note=it%27s%2520&amp;z=(1)"
BODY = "moderatorPW=mp&attendeePW=ap"
ALGORITHMS = ("sha1", "sha256", "sha384", "sha512")
Vector = dict[str, Any]
Parts = dict[str, str]

# What each mistake does to the parts of the text that is hashed.
PARTS: dict[str, list[tuple[str, Callable[[str], str]]]] = {
    "secret-line-end": [("secret", lambda s: s + "\n"), ("secret", lambda s: s + "\r\n")],
    "secret-space": [("secret", lambda s: " " + s), ("secret", lambda s: s + " ")],
    "secret-quotes": [("secret", lambda s: f'"{s}"'), ("secret", lambda s: f"'{s}'")],
    "secret-case": [("secret", str.lower), ("secret", str.upper)],
    "secret-bom": [("secret", lambda s: "\ufeff" + s)],
    "secret-url": [("secret", lambda _: "https://bbb.example.org/bigbluebutton/"), ("secret", lambda _: BASE)],
    "secret-missing": [("secret", lambda _: "")],
    "call-missing": [("call", lambda _: "")],
    "call-case": [("call", lambda _: "Create"), ("call", lambda _: "CREATE")],
    "call-other": [("call", lambda _: "join"), ("call", lambda _: "getMeetings")],
    "call-slash": [("call", lambda _: "/create"), ("call", lambda _: "create/"), ("call", lambda _: "api/create")],
    "question-mark": [("call", lambda _: "create?")],
    "ampersand": [("query", lambda q: "&" + q), ("query", lambda q: q + "&")],
    "checksum-included": [("query", lambda q: q + "&checksum="), ("query", lambda q: "checksum=" + q)],
    "query-missing": [("query", lambda _: "")],
    "parameter-added": [("query", lambda q: q.replace("&welcome=", "")), ("query", lambda q: q.split("&", 1)[1])],
    "order": [("query", lambda q: "&".join(sorted(q.split("&")))), ("query", lambda q: "&".join(q.split("&")[::-1]))],
    "decoded": [("query", lambda _: "name=Algebra ü~x&meetingID=a/b:1&welcome=&note=it's%20&amp;z=(1)")],
    "non-ascii-raw": [("query", lambda q: q.replace("%C3%BC", "ü"))],
    "plus-space": [("query", lambda q: q.replace("%20", "+"))],
    "tilde": [("query", lambda q: q.replace("~", "%7E"))],
    "marks": [
        ("query", lambda q: q.replace("%27", "'")),
        ("query", lambda q: q.replace("(", "%28").replace(")", "%29")),
    ],
    "hex-case": [
        ("query", lambda q: q.replace("%2f", "%2F")),
        ("query", lambda q: q.replace("%C3%BC", "%c3%bc").replace("%3A", "%3a")),
    ],
    "double-encoded": [("query", lambda q: q.replace("%", "%25")), ("query", lambda q: q.replace("%25", "%"))],
    "html-escaped": [("query", lambda q: q.replace("&amp;", "&")), ("query", lambda q: q.replace("&", "&amp;"))],
    "body-included": [("query", lambda q: f"{q}&{BODY}"), ("query", lambda q: q + BODY)],
    "fragment": [("query", lambda q: q + "#top")],
}
PARTS["marks"] = PARTS["marks"][:1]  # brackets are encoded one mark at a time; that is two mistakes
LAYOUTS: dict[str, list[str]] = {
    "secret-first": ["{secret}{call}{query}", "{call}{secret}{query}"],
    "separator": ["{call}&{query}&{secret}", "{call}{query} {secret}", "{call}:{query}:{secret}"],
    "url-hashed": [BASE + "{call}?{query}{secret}", "/bigbluebutton/api/{call}?{query}{secret}"],
    "newline": ["{call}{query}{secret}\n"],
}
PORT = "https://bbb.example.org:443/bigbluebutton/api/{call}?{query}{secret}"


def _digest(name: str, data: bytes) -> bytes:
    return hashlib.new(name, data).digest()


HASHES: dict[str, list[Callable[[str, Parts, str], str]]] = {
    "utf-16": [
        lambda t, _, a: _digest(a, t.encode("utf-16-le")).hex(),
        lambda t, _, a: _digest(a, t.encode("utf-16")).hex(),
    ],
    "hmac": [lambda _, p, a: hmac.new(p["secret"].encode(), (p["call"] + p["query"]).encode(), a).hexdigest()],
    "hashed-twice": [
        lambda t, _, a: _digest(a, _digest(a, t.encode())).hex(),
        lambda t, _, a: _digest(a, _digest(a, t.encode()).hex().encode()).hex(),
    ],
    "base64": [
        lambda t, _, a: base64.b64encode(_digest(a, t.encode())).decode().replace("+", "%2B").replace("/", "%2F")
    ],
}


def _vector(
    ids: tuple[str, ...], checksum: str, verdict: str = "mistake", query: str = QUERY, call: str = CALL
) -> Vector:
    joined = f"{query}&" if query else ""
    body = BODY if "body-included" in ids else ""
    fragment = "#top" if "fragment" in ids else ""
    url = f"{BASE}{call}?{joined}checksum={checksum}{fragment}"
    return {"mistakes": sorted(ids), "verdict": verdict, "url": url, "body": body, "secret": SECRET}


def _singles(parts: Parts) -> Iterator[tuple[str, Parts]]:
    for name, ways in PARTS.items():
        for part, change in ways:
            yield name, {**parts, part: change(parts[part])}


def _alone() -> Iterator[Vector]:
    """Right ones, ones that nothing explains, and one mistake with each algorithm."""
    parts = {"call": CALL, "query": QUERY, "secret": SECRET}
    text = CALL + QUERY + SECRET
    for name in ALGORITHMS:
        yield _vector((), _digest(name, text.encode()).hex(), "right")
        yield _vector((), _digest(name, text.encode()).hex().upper(), "right")
        yield _vector((), _digest(name, b"nothing of this").hex(), "unknown")
        yield _vector((), _digest(name, f"{CALL}{SECRET}".encode()).hex(), "right", query="")
        for mistake, wrong in _singles(parts):
            yield _vector((mistake,), _digest(name, "".join(wrong.values()).encode()).hex())
        for mistake, ways in LAYOUTS.items():
            for way in ways:
                yield _vector((mistake,), _digest(name, way.format(**parts).encode()).hex())
        yield _vector(("url-hashed",), _digest(name, PORT.format(**parts).encode()).hex())
        for mistake, hashes in HASHES.items():
            for way_to_hash in hashes:
                yield _vector((mistake,), way_to_hash(text, parts, name))
        latin = QUERY.replace("%C3%BC", "ü")
        yield _vector(("non-ascii-raw", "latin-1"), _digest(name, f"{CALL}{latin}{SECRET}".encode("latin-1")).hex())
    yield _vector(("md5",), _digest("md5", text.encode()).hex())
    yield _vector(("sha224",), _digest("sha224", text.encode()).hex())
    yield _vector(("secret-sent",), SECRET)
    yield _vector(("cut-off",), _digest("sha256", text.encode()).hex()[:-2])
    yield _vector((), "abc123", "not-accepted")
    yield _vector((), "0" * 41, "not-accepted")


HOOK = "https://portal.example.org/hook?a=1"
HOOK_QUERY = "callbackURL=https%3A%2F%2Fportal.example.org%2Fhook%3Fa%3D1"
EVENT = "domain=bbb.example.org&event=%5B%7B%22id%22%3A%22user-joined%22%7D%5D&timestamp=1700000000123"
EVENT_JSON = json.dumps(
    {"event": '[{"id":"user-joined"}]', "timestamp": 1700000000123, "domain": "bbb.example.org"}, separators=(",", ":")
)
FORM = "name=Two+words&note=it%27s%7E%28x%29"

OTHERS: dict[str, list[tuple[str, str, str]]] = {
    # call, query as sent, text that was hashed
    "secret-label": [(CALL, QUERY, f"{CALL}{QUERY}Secret: {SECRET}")],
    "secret-invisible": [
        (CALL, QUERY, f"{CALL}{QUERY}{SECRET}\u00a0"),
        (CALL, QUERY, f"{CALL}{QUERY}\u200b{SECRET}"),
        (CALL, QUERY, f"{CALL}{QUERY}\u200e{SECRET}"),
        (CALL, QUERY, f"{CALL}{QUERY}\u202a{SECRET}\u202c"),
    ],
    "secret-twice": [(CALL, QUERY, f"{CALL}{QUERY}{SECRET}{SECRET}")],
    "secret-cut": [(CALL, QUERY, f"{CALL}{QUERY}{SECRET[1:]}"), (CALL, QUERY, f"{CALL}{QUERY}{SECRET[:-1]}")],
    "call-part": [("hooks/create", HOOK_QUERY, f"create{HOOK_QUERY}{SECRET}")],
    "signed-as-callback": [("hooks/create", HOOK_QUERY, f"{HOOK}{HOOK_QUERY}{SECRET}")],
    "ampersand-missing": [(CALL, QUERY, f"{CALL}{QUERY.replace('&', '')}{SECRET}")],
    "values-only": [(CALL, "a=1&b=x%20y", f"{CALL}1x%20y{SECRET}"), (CALL, "a=1&b=x%20y", f"{CALL}1x y{SECRET}")],
    "json": [
        (CALL, "a=1&b=x%20%C3%BC", f'{CALL}{{"a":"1","b":"x ü"}}{SECRET}'),
        (CALL, "a=1&b=x%20%C3%BC", f'{CALL}{{"a": "1", "b": "x \\u00fc"}}{SECRET}'),
    ],
    "empty-value": [(CALL, "a=&b=1", f"{CALL}a&b=1{SECRET}"), (CALL, "a&b=1", f"{CALL}a=&b=1{SECRET}")],
    "unicode-escaped": [
        (CALL, "a=1\\u0026b=2", f"{CALL}a=1&b=2{SECRET}"),
        (CALL, "a=1&b=2", f"{CALL}a=1\\u0026b=2{SECRET}"),
    ],
    "latin-1-escaped": [(CALL, "a=%C3%BC", f"{CALL}a=%FC{SECRET}"), (CALL, "a=%FC", f"{CALL}a=%C3%BC{SECRET}")],
    "encoder": [
        (CALL, FORM, f"{CALL}name=Two%20words&note=it's~(x){SECRET}"),
        (CALL, FORM, f"{CALL}name=Two%20words&note=it%27s~%28x%29{SECRET}"),
    ],
    "whole-encoded": [(CALL, "a=b%20c", f"{CALL}a%3Db%2520c{SECRET}")],
    "order": [(CALL, "b=1&a=2&d=3&c=4&f=5&e=6&h=7&g=8", f"{CALL}g=8&b=1&a=2&d=3&c=4&f=5&e=6&h=7{SECRET}")],
    "parameter-added": [(CALL, "a=1&utm_a=2&utm_b=3&utm_c=4", f"{CALL}a=1{SECRET}")],
    "html-escaped": [(CALL, "a=1&amp;b=2", f"{CALL}a=1&b=2{SECRET}")],
    "double-encoded": [(CALL, "a=1%2520b", f"{CALL}a=1%20b{SECRET}"), (CALL, "a=1%25", f"{CALL}a=1%2525{SECRET}")],
}


def _others() -> Iterator[Vector]:
    """Mistakes that need a request of their own, what right ones may look like, and callbacks."""
    for name in ALGORITHMS:

        def digest(text: str, name: str = name) -> str:
            return _digest(name, text.encode()).hex()

        for mistake, ways in OTHERS.items():
            for call, query, hashed in ways:
                yield _vector((mistake,), digest(hashed), query=query, call=call)
        text = f"{CALL}{QUERY}{SECRET}"
        swapped = hmac.new((CALL + QUERY).encode(), SECRET.encode(), name).hexdigest()
        yield _vector(("hmac-swapped",), swapped)
        yield _vector(("checksum-tail",), digest(text) + "%0A")
        yield _vector(("checksum-tail",), digest(text) + "%20%20-")
        yield _vector(("checksum-tail",), f"SHA2-256%28stdin%29%3D%20{digest(text)}")
        yield _vector(("base64",), base64.b64encode(digest(text).encode()).decode().replace("=", "%3D"))
        pasted = _vector((), digest(text), "right")
        yield {**pasted, "url": json.dumps({"url": pasted["url"]}).replace("/", "\\/")}
        yield {**pasted, "url": f"{pasted['url']}\u200b"}
        hooked = digest(f"hooks/create{HOOK_QUERY}{SECRET}")
        yield _vector((), hooked, "right", query=HOOK_QUERY, call="hooks/create")
        yield _vector(("digits-case",), hooked.upper(), query=HOOK_QUERY, call="hooks/create")
        for query in ("name=O'Neil&a=1", 'name=a"b<c>&a=1', "name=two words&a=1", "name=C#5&a=1", "a=1&&b=2", "&a=1"):
            yield _vector((), digest(f"{CALL}{query}{SECRET}"), "right", query=query)
        for verdict, mistakes, signed, body in (
            ("right", (), HOOK + EVENT, EVENT),
            ("right", (), HOOK + "{}", EVENT),
            ("right", (), HOOK + EVENT_JSON, EVENT),
            ("mistake", ("callback-url",), f"{HOOK.split('?')[0]}{EVENT}", EVENT),
            ("mistake", ("callback-body",), HOOK + EVENT, "&".join(EVENT.split("&")[::-1])),
            ("unknown", (), HOOK + "else", EVENT),
            ("incomplete", (), HOOK + EVENT, ""),
        ):
            url = f"{HOOK}&checksum={digest(signed + SECRET)}"
            yield {"mistakes": sorted(mistakes), "verdict": verdict, "url": url, "body": body, "secret": SECRET}


def _pairs() -> Iterator[Vector]:
    """Two mistakes at once."""
    parts = {"call": CALL, "query": QUERY, "secret": SECRET}
    names = itertools.cycle((*ALGORITHMS, "md5"))
    for (one, wrong), (two, ways) in itertools.product(_singles(parts), PARTS.items()):
        part, change = ways[0]
        if one >= two or (PARTS[one][0][0] == part and (change(wrong[part]) == wrong[part] or part != "query")):
            continue
        if {"query-missing", "decoded"} & {one, two} and PARTS[one][0][0] == part:
            continue  # the one hides the other
        name = next(names)
        extra = ("md5",) if name == "md5" else ()
        worse = {**wrong, part: change(wrong[part])}
        if extra or ways[0] is not PARTS[two][0] or wrong != next(w for n, w in _singles(parts) if n == one):
            continue  # with MD5 it would be three mistakes; each pair of mistakes once is enough
        yield _vector((one, two), _digest(name, "".join(worse.values()).encode()).hex())
    for (one, wrong), name in zip(list(_singles(parts))[::2], itertools.cycle(ALGORITHMS)):
        whole = "".join(wrong.values())
        yield _vector((one, "md5"), _digest("md5", whole.encode()).hex())
        for mistake in ("utf-16", "hashed-twice", "base64"):
            yield _vector((one, mistake), HASHES[mistake][0](whole, wrong, name))
        if wrong["secret"]:
            yield _vector((one, "hmac"), HASHES["hmac"][0](whole, wrong, name))
        for mistake in ("secret-first", "separator"):
            yield _vector((one, mistake), _digest(name, LAYOUTS[mistake][0].format(**wrong).encode()).hex())


def vectors() -> Iterator[Vector]:
    """Every vector."""
    yield from _alone()
    yield from _others()
    yield from list(_pairs())[::4]  # each takes a tenth of a second and more; random ones are in single_mistakes.py


def unique() -> list[Vector]:
    """The vectors, each URL once."""
    return list({(v["url"], v["body"]): v for v in vectors()}.values())


if __name__ == "__main__":
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text("[\n" + ",\n".join(json.dumps(v, ensure_ascii=False) for v in unique()) + "\n]\n", encoding="utf-8")
