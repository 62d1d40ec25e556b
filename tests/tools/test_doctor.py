"""The checksum doctor, in the browser with both kinds of hash functions, and in Python, against one table."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from bbb_errors import checksum_doctor as doctor
from bbb_errors import program as command
from reference.catalog.contents import Catalog
from reference.exports import doctor_file
from tests.real import ROOT
from tests.tools import diagnosed, doctor_vectors, hostile, single_mistakes
from tests.tools.diagnosed import FIELDS, FOUND, told

VECTORS: list[dict[str, Any]] = json.loads(doctor_vectors.FILE.read_text(encoding="utf-8"))
IN_BROWSER = """async (vectors) => {
    window.setTimeout = (run) => run(); // no breathing here: browsers make a nested wait at least 4 ms long
    const { diagnose } = await import("/assets/js/doctor/doctor.js");
    const { bareSecret, requestIn } = await import("/assets/js/doctor/request.js");
    const { data } = await import("/assets/data/checksum-mistakes.js");
    const found = [];
    for (const { url, secret, body } of vectors) {
        const request = requestIn(url, body ?? "");
        found.push(request && { request, ...(await diagnose(request, bareSecret(secret), data)) });
    }
    return found;
}"""


def in_page(browser: Browser, base_url: str, vectors: list[dict[str, Any]]) -> list[Any]:
    """What the page says of requests, as `told` has it."""
    page = browser.new_page(base_url=base_url)
    page.goto("404.html")
    found = page.evaluate(IN_BROWSER, vectors)
    page.close()
    return [each and told(each["request"], each) for each in found]


@pytest.fixture(scope="module")
def in_python(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """What the Python doctor says of each vector."""
    return diagnosed.diagnoses(tmp_path_factory)


def test_the_table_is_that_of_its_generator() -> None:
    assert doctor_vectors.unique() == VECTORS, "run python -m tests.tools.doctor_vectors"


ONCE = {"md5", "sha224", "base64", "cut-off", "secret-sent", "checksum-tail"}
"""Mistakes whose checksum has another length than that of its algorithm, or no algorithm."""


def test_the_table_has_every_mistake_with_every_algorithm_and_pairs(catalog: Catalog) -> None:
    known = {mistake.id for mistake in catalog.mistakes}
    assert {name for vector in VECTORS for name in vector["mistakes"]} == known
    lengths = {(name, len(v["url"].split("checksum=")[1].split("#")[0])) for v in VECTORS for name in v["mistakes"]}
    for name in known - ONCE:
        assert {40, 64, 96, 128} <= {length for mistake, length in lengths if mistake == name}, name
    assert any(len(vector["mistakes"]) == 2 for vector in VECTORS)


def test_mistakes_are_made_from_the_catalog_or_by_both_doctors(catalog: Catalog) -> None:
    parts = ("secret", "call", "query", "layout", "between", "replace")
    known = {mistake.id for mistake in catalog.mistakes}
    plain = {mistake.id for mistake in catalog.mistakes if any(getattr(mistake, part) for part in parts)}
    page = "".join(path.read_text() for path in (ROOT / "docs/assets/js/doctor").glob("*.js"))
    modules = (ROOT / doctor_file.FOLDER).glob("*.py")
    python = "".join(path.read_text() for path in modules if path.stem != doctor_file.TABLE)
    for text in (page, python):
        named = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"', text))
        assert known - plain <= named
        made = set(re.findall(r'(?:each\(|\[\[?|\(\(?|yield )"([a-z]+(?:-[a-z0-9]+)+)"', text))
        assert made <= known | {"utf-8", "utf-16-le", "utf-16-be", "not-accepted"}


def test_page_and_program_agree_on_the_table(browser: Browser, base_url: str, in_python: list[Any]) -> None:
    known = list(zip(VECTORS, in_python, strict=True))
    alone, pairs = ([it for it in known if (len(it[0]["mistakes"]) > 1) is several] for several in (False, True))
    chosen = [*alone, *pairs[::8]]
    for (vector, wanted), found in zip(chosen, in_page(browser, base_url, [v for v, _ in chosen]), strict=True):
        assert found == wanted, vector


def test_page_and_program_agree_on_anything(browser: Browser, base_url: str) -> None:
    chosen: list[dict[str, Any]] = [*single_mistakes.made(100, seed=4), *pasted(200), *hostile.requests()]
    for vector, found in zip(chosen, in_page(browser, base_url, chosen), strict=True):
        assert found == diagnosed.diagnose(vector), vector


def pasted(count: int) -> Iterator[dict[str, Any]]:
    """So many random texts."""
    chance = random.Random(3)  # noqa: S311 - not for secrets
    for _ in range(count):
        body = "".join(chance.choices(BITS, k=3)) if chance.random() < 0.3 else ""
        secret = chance.choice(("Zq7Kx0PwLm42Vb9Tn", ' "İß" ', "Secret: abc", "x", "", "\u200babc\u00a0"))
        yield {"url": "".join(chance.choices(BITS, k=chance.randrange(1, 14))), "body": body, "secret": secret}


BITS = [
    *(
        "https://bbb.example.org/bigbluebutton/api/",
        "create?",
        "name=",
        "&checksum=",
        "a" * 40,
        "0" * 63,
        "é",
        "😀",
        " ",
    ),
    *(
        "\n",
        '"',
        "'",
        "<",
        ">",
        "#",
        "&amp;",
        "&",
        "%",
        "%25",
        "%20",
        "+",
        "\\u0026",
        "\\",
        "/api/",
        "api/api/",
        "?",
        "=",
    ),
    *("hooks/list", "curl ", "POST /hook?checksum=", "Host: a.example", "domain=b&event=%5B1%5D&timestamp=1", "(", ")"),
    *("https://p.example/h?checksum=", "\u00a0", "İ", "ß", "\ud7ff", "`", "Secret: ", "Zq7Kx0PwLm42Vb9Tn"),
]


def test_single_mistakes_with_odd_values_are_named() -> None:
    cases = list(single_mistakes.made(200))
    wrong = [
        (each, result)
        for each in cases
        for result in [doctor.diagnose(asked(each["url"]), each["secret"])]
        if not single_mistakes.is_right(each["mistake"], result.verdict, [list(ids) for ids in result.mistakes])
    ]
    assert len(wrong) <= 0.005 * len(cases), wrong


def asked(url: str, body: str = "") -> doctor.Request:
    """The request in a text."""
    request = doctor.request_in(url, body)
    assert request, url
    return request


def test_the_repaired_url_is_right(in_python: list[Any]) -> None:
    place = len(FIELDS) + FOUND.index("url")
    for vector, found in zip(VECTORS, in_python, strict=True):
        if vector["verdict"] == "mistake" and found[place]:
            assert doctor.diagnose(asked(found[place]), vector["secret"]).verdict == "right", vector


@pytest.mark.parametrize(
    ("sent", "hashed", "repaired"),
    [
        ("a=1&amp;b=2", "a=1&b=2", "a=1&b=2"),
        ("a=1&#038;b=2", "a=1&b=2", "a=1&b=2"),
        ("a=1\\u0026b=2", "a=1&b=2", "a=1&b=2"),
        ("a=1%2520b", "a=1%20b", "a=1%20b"),
        ("a=100%25", "a=100%2525", "a=100%25"),
        ("a=%FC", "a=%C3%BC", "a=%C3%BC"),
        ("a=O'Neil <b>", "a=O'Neil+<b>", "a=O'Neil%20%3Cb%3E"),
    ],
)
def test_the_repaired_url_has_the_fault_no_more(sent: str, hashed: str, repaired: str) -> None:
    result = doctor.diagnose(signed("create", sent, hashed), doctor_vectors.SECRET)
    assert (result.verdict, result.query) == ("mistake", repaired)


def test_mistakes_that_cancel_each_other_out_are_not_named() -> None:
    query = "a=x%20y%2Fz&b=it%27s"
    changed = doctor.encode_marks(doctor.decoded(query))  # decodes the mark, and encodes it again
    assert doctor.undone(query, doctor.decoded(query), changed)
    assert not doctor.undone(query, query.replace("%20", "+"), query.replace("%20", "+").replace("%27", "'"))
    found = doctor.diagnose(signed("create", query, changed), doctor_vectors.SECRET).mistakes
    assert found
    assert ("decoded", "marks") not in map(tuple, map(sorted, found))


def signed(call: str, query: str, hashed: str) -> doctor.Request:
    """A request of which another query was hashed."""
    digest = hashlib.sha256(f"{call}{hashed}{doctor_vectors.SECRET}".encode()).hexdigest()
    return asked(f"https://bbb.example.org/bigbluebutton/api/{call}?{query}&checksum={digest}")


def test_python_names_the_mistakes_of_the_table(in_python: list[Any]) -> None:
    wrong = []
    for vector, found in zip(VECTORS, in_python, strict=True):
        verdict, mistakes = found[len(FIELDS)], found[-3]
        fewer = [ids for ids in mistakes if len(ids) < len(vector["mistakes"])]  # simpler than was thought
        named = not vector["mistakes"] or vector["mistakes"] in mistakes or fewer
        if verdict != vector["verdict"] or not named:
            wrong.append((vector["mistakes"], verdict, mistakes))
    assert not wrong, wrong


def test_random_requests_never_fail_and_random_checksums_are_unknown() -> None:
    chance = random.Random(11)  # noqa: S311 - not for secrets
    for _ in range(12):
        query = "".join(chance.choices("ab=&%+~é/?<>\"'", k=chance.randrange(0, 30)))
        digits = "".join(chance.choices("0123456789abcdef", k=chance.choice((40, 64, 96, 128))))
        request = doctor.request_in(f"/bigbluebutton/api/create?{query}&checksum={digits}")
        assert request
        assert doctor.diagnose(request, "x" * chance.randrange(1, 40)).verdict in ("unknown", "incomplete")


HOOK = "https://bbb.example.org/bigbluebutton/api/hooks/create?name=A&checksum=12"
PASTED = [
    "curl -s 'https://bbb.example.org/bigbluebutton/api/create?name=A&checksum=12'",
    '10.0.0.1 - - [24/Nov/2026] "GET /bigbluebutton/api/create?name=A&checksum=12 HTTP/1.1" 200 173',
    "https://bbb.example.org/bigbluebutton/api/create?name=A&amp;checksum=12",
    "https://bbb.example.org/bigbluebutton/api/create?checksum=12&name=A#top",
    "api/create?name=A&checksum=12",
    r'{"url": "https:\/\/bbb.example.org\/bigbluebutton\/api\/create?name=A&checksum=12"}',
]


def test_both_read_a_request_out_of_what_is_pasted(browser: Browser, base_url: str) -> None:
    page = browser.new_page(base_url=base_url)
    page.goto("404.html")
    script = """async (texts) => {
        const { requestIn } = await import("/assets/js/doctor/request.js");
        return texts.map((text) => requestIn(text));
    }"""
    read = page.evaluate(script, [*PASTED, HOOK])
    page.close()
    for text, found in zip([*PASTED, HOOK], read, strict=True):
        call = "hooks/create" if text == HOOK else "create"
        request = doctor.request_in(text)
        assert request, text
        assert (request.call, request.query, request.checksum) == (call, "name=A", "12"), text
        assert (found["call"], found["query"], found["checksum"]) == (call, "name=A", "12"), text
        assert found["base"] == request.base, text


def test_the_program_names_the_mistake_and_keeps_the_secret(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BBB_SECRET", doctor_vectors.SECRET)
    by_verdict = {"right": 0, "mistake": 1, "not-accepted": 1, "unknown": 2}
    for verdict, status in by_verdict.items():
        vector = next(v for v in VECTORS if v["verdict"] == verdict)
        assert doctor.main([vector["url"]]) == status
        printed = capsys.readouterr()
        assert printed.out
        assert doctor_vectors.SECRET not in printed.out + printed.err
    assert doctor.main(["nonsense"]) == 2
    url = "https://bbb.example.org/bigbluebutton/api/create?name={}&checksum=" + "0" * 64
    capsys.readouterr()
    assert doctor.main([url.format("\udcff")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert doctor.main([url.format("\x1b[2J\u202e")]) == 2
    assert all(c.isprintable() for c in capsys.readouterr().out.replace("\n", ""))
    assert doctor.main([url.format("x" * doctor.LONGEST)]) == 2
    assert "HTTP 414" in capsys.readouterr().err
    monkeypatch.setenv("BBB_SECRET", "x" * (doctor.SECRET + 1))
    assert doctor.main([url]) == 2
    assert "longer than 500 characters" in capsys.readouterr().err


def test_a_right_checksum_that_is_sent_twice_is_no_success(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BBB_SECRET", doctor_vectors.SECRET)
    url = next(v["url"] for v in VECTORS if v["verdict"] == "right")
    assert doctor.main([f"{url}&checksum={url.rpartition('=')[2]}"]) == 1
    printed = capsys.readouterr().out
    assert "more than once" in printed
    assert f"Right URL: {url}\n" in printed


def test_the_command_is_the_program(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BBB_SECRET", doctor_vectors.SECRET)
    for verdict in ("right", "mistake", "unknown", "not-accepted"):
        url = next(v["url"] for v in VECTORS if v["verdict"] == verdict)
        for more in ([], ["--json"]):
            alone = doctor.main([url, *more]), capsys.readouterr()
            assert (command.main(["checksum", url, *more]), capsys.readouterr()) == alone
    assert json.loads(alone[1].out)["verdict"] == "not-accepted"
    assert command.main(["checksum", "nonsense"]) == 2
    assert "no API call" in capsys.readouterr().err


def test_an_empty_checksum_is_none(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BBB_SECRET", doctor_vectors.SECRET)
    url = next(v["url"] for v in VECTORS if v["verdict"] == "right")
    for empty in (f"{url.rpartition('checksum=')[0]}checksum=", url.rpartition("&checksum=")[0]):
        assert doctor.main([empty]) == 2
        printed = capsys.readouterr().out
        assert "The request has no checksum." in printed
        assert url.rpartition("=")[2] in printed


def test_a_closed_standard_input_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setenv("BBB_SECRET", doctor_vectors.SECRET)
    assert doctor.main([VECTORS[0]["url"], "--body", "-"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_body_is_given_as_text_as_a_file_or_as_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BBB_SECRET", doctor_vectors.SECRET)
    vector = next(v for v in VECTORS if v["mistakes"] == ["body-included"])
    (tmp_path / "body").write_text(vector["body"], encoding="utf-8")
    for given in (vector["body"], f"@{tmp_path / 'body'}", "-"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(vector["body"].encode())))
        assert doctor.main([vector["url"], "--body", given]) == 1
        assert "The body of the POST was hashed." in capsys.readouterr().out
    assert doctor.main([vector["url"], "--body", f"@{tmp_path / 'none'}"]) == 2
    assert doctor.main([vector["url"], "--body", "x" * (doctor.BODY + 1)]) == 2


def test_an_empty_secret_is_told_from_a_missing_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    for secret in ("", ' "" '):
        monkeypatch.setenv("BBB_SECRET", secret)
        assert doctor.main([VECTORS[0]["url"]]) == 2
        said.append(capsys.readouterr().err)
    assert "it is empty" in said[0]
    assert "only spaces" in said[1]


def test_the_examples_of_callbacks_are_right(catalog: Catalog) -> None:
    callback = catalog.callbacks["webhooks"]
    versions = {each.versions for each in callback.signatures}
    found = set()
    for example in callback.examples:
        if not example.signed.startswith("https://portal.example.org/hook"):
            continue
        body = next(each.signed for each in callback.examples if "domain=" in each.signed).removeprefix(
            "https://portal.example.org/hook"
        )
        for digest in example.digests:
            url = f"https://portal.example.org/hook?checksum={digest.value}"
            arrived = f"POST /hook?checksum={digest.value} HTTP/1.1\nHost: portal.example.org\n\n{body}"
            for request in (asked(url, body), asked(arrived)):
                result = doctor.diagnose(request, "example-shared-secret")
                assert result.verdict == "right"
                found.add(result.signed)
                said = " ".join(doctor.report(request, result))
                assert "What was hashed: the callback URL" in said
                assert re.search(r"that sign like this: [a-z0-9].*\. It proves (?:only )?the sender", said)
                assert "example-shared-secret" not in said
    assert found == versions


def spellings(secret: str) -> Iterator[str]:
    data = secret.encode()
    yield from (secret, secret.upper(), secret[::-1], secret.encode().hex(), " ".join(f"{byte:02x}" for byte in data))
    yield from (
        base64.b64encode(data).decode(),
        base64.b64encode(b"x" + data).decode(),
        base64.b32encode(data).decode(),
    )
    yield from (data.decode("ascii").encode("utf-16-le").hex(), base64.b64encode(secret.encode("utf-16-le")).decode())
    yield from ("".join(f"%{byte:02x}" for byte in data), "".join(f"%25{byte:02X}" for byte in data), "-".join(secret))
    yield from ("".join(f"&#{byte};" for byte in data), "".join(f"\\x{byte:02x}" for byte in data))


@pytest.mark.parametrize("spelled", list(spellings("Zq7Kx0PwLm42Vb9Tn")))
def test_no_spelling_of_the_secret_is_shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, spelled: str
) -> None:
    monkeypatch.setenv("BBB_SECRET", "Zq7Kx0PwLm42Vb9Tn")
    places = (
        f"https://bbb.example.org/bigbluebutton/api/create?name={spelled}&checksum={'0' * 64}",
        f"https://bbb.example.org/bigbluebutton/api/create?checksum={spelled}",
        f"https://{spelled.replace('/', '')}/bigbluebutton/api/create?checksum={'0' * 64}",
        f"https://portal.example.org/hook?name={spelled}&checksum={'0' * 64}",
    )
    for url in places:
        for more in ([], ["--json"], ["--body", f"event={spelled}"]):
            doctor.main([url, *more])
            printed = capsys.readouterr()
            assert spelled not in printed.out + printed.err
            assert not doctor.holds(printed.out + printed.err, "Zq7Kx0PwLm42Vb9Tn")


def test_half_a_character_is_hashed_as_the_page_does() -> None:
    request = doctor.request_in("https://bbb.example.org/api/create?name=\ud800&checksum=" + "0" * 64)
    assert request is not None
    assert request.query == "name=\ufffd"
    assert doctor.diagnose(request, doctor.bare_secret("a\udcffb")).verdict == "unknown"


def test_without_a_terminal_the_program_says_how_to_give_the_secret(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(_: str) -> str:
        raise EOFError

    monkeypatch.delenv("BBB_SECRET", raising=False)
    monkeypatch.setattr("getpass.getpass", ended)
    assert doctor.main([VECTORS[0]["url"]]) == 2
    assert "set BBB_SECRET" in capsys.readouterr().err
