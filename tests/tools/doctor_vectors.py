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


def _vector(ids: tuple[str, ...], checksum: str, verdict: str = "mistake", query: str = QUERY) -> Vector:
    joined = f"{query}&" if query else ""
    body = BODY if "body-included" in ids else ""
    fragment = "#top" if "fragment" in ids else ""
    url = f"{BASE}{CALL}?{joined}checksum={checksum}{fragment}"
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
    yield _vector((), "abc123", "not-accepted")
    yield _vector((), "0" * 41, "not-accepted")


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
    yield from _pairs()


def unique() -> list[Vector]:
    """The vectors, each URL once."""
    return list({(v["url"], v["body"]): v for v in vectors()}.values())


if __name__ == "__main__":
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text("[\n" + ",\n".join(json.dumps(v, ensure_ascii=False) for v in unique()) + "\n]\n", encoding="utf-8")
