"""The checksum doctor, in the browser with both kinds of hash functions, and in Python, against one table."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import pytest
from playwright.sync_api import Browser

from bbb_errors import checksum_doctor as doctor
from reference.catalog.contents import Catalog
from tests.real import ROOT
from tests.tools import diagnosed, doctor_vectors

VECTORS: list[dict[str, Any]] = json.loads(doctor_vectors.FILE.read_text(encoding="utf-8"))
IN_BROWSER = """async ([vectors, web]) => {
    window.setTimeout = (run) => run(); // no breathing here: browsers make a nested wait at least 4 ms long
    const { diagnose } = await import("/assets/js/doctor/doctor.js");
    const { bareSecret, requestIn } = await import("/assets/js/doctor/request.js");
    const { data } = await import("/assets/data/checksum-mistakes.js");
    const found = [];
    for (const { url, secret, body } of vectors) {
        const began = performance.now();
        const subtle = web ? crypto.subtle : null;
        const { verdict, mistakes, checksum, tried } = await diagnose(
            requestIn(url), bareSecret(secret), { body, subtle, names: data.calls },
        );
        found.push({ verdict, mistakes, checksum, tried, ms: performance.now() - began });
    }
    return found;
}"""


@pytest.fixture(scope="module")
def in_python(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the Python doctor says of each vector."""
    return diagnosed.diagnoses(tmp_path_factory)


def sets(mistakes: Any) -> list[list[str]]:
    return sorted(sorted(ids) for ids in mistakes)


def test_the_table_is_that_of_its_generator() -> None:
    assert doctor_vectors.unique() == VECTORS, "run python -m tests.tools.doctor_vectors"


def test_the_table_has_every_mistake_with_every_algorithm_and_many_pairs(catalog: Catalog) -> None:
    known = {mistake.id for mistake in catalog.mistakes}
    assert {name for vector in VECTORS for name in vector["mistakes"]} == known
    lengths = {(name, len(v["url"].split("checksum=")[1].split("#")[0])) for v in VECTORS for name in v["mistakes"]}
    for name in known - {"md5", "base64"}:
        assert {40, 64, 96, 128} <= {length for mistake, length in lengths if mistake == name}, name
    assert len({tuple(v["mistakes"]) for v in VECTORS if len(v["mistakes"]) == 2}) > 150


def test_both_doctors_know_the_mistakes_of_the_catalog_and_no_others(catalog: Catalog) -> None:
    known = {mistake.id for mistake in catalog.mistakes}
    page = "".join(path.read_text() for path in (ROOT / "docs/assets/js/doctor").glob("*.js"))
    python = (ROOT / "hooks/bbb_errors/checksum_doctor.py").read_text()
    python = python[python.index("# [/mistakes]") :]
    for text in (page, python):
        named = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"', text)) & (
            known | set(re.findall(r'\["([a-z-]+)",', text))
        )
        assert named >= known
        assert named <= known | {"sha1", "sha256"}


@pytest.mark.parametrize("web", [True, False], ids=["Web Crypto", "library"])
def test_the_page_names_the_mistakes_of_the_table_and_no_wrong_ones(
    browser: Browser, base_url: str, in_python: list[dict[str, Any]], web: bool
) -> None:
    known = list(zip(VECTORS, in_python, strict=True))
    alone, pairs = ([it for it in known if (len(it[0]["mistakes"]) > 1) is several] for several in (False, True))
    # The two differ in how they hash and in nothing else, and Web Crypto takes ten times as long.
    chosen = [*alone, *pairs[:: 20 if web else 4]]
    page = browser.new_page(base_url=base_url)
    page.goto("404.html")
    found = page.evaluate(IN_BROWSER, [[vector for vector, _ in chosen], web])
    page.close()
    for (vector, python), result in zip(chosen, found, strict=True):
        assert (result["verdict"], sets(result["mistakes"])) == (python["verdict"], sets(python["mistakes"])), vector
        assert result["checksum"] == python["checksum"]


def test_python_names_the_mistakes_of_the_table(in_python: list[dict[str, Any]]) -> None:
    wrong = []
    for vector, result in zip(VECTORS, in_python, strict=True):
        fewer = [ids for ids in result["mistakes"] if len(ids) < len(vector["mistakes"])]  # simpler than was thought
        named = not vector["mistakes"] or vector["mistakes"] in sets(result["mistakes"]) or fewer
        if result["verdict"] != vector["verdict"] or not named:
            wrong.append((vector["mistakes"], result["verdict"], result["mistakes"]))
    assert not wrong, wrong


def test_random_requests_never_fail_and_random_checksums_are_unknown() -> None:
    chance = random.Random(11)  # noqa: S311 - not for secrets
    for _ in range(12):
        query = "".join(chance.choices("ab=&%+~é/?#<>\"' ", k=chance.randrange(0, 30)))
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
]


def test_both_read_a_request_out_of_what_is_pasted(browser: Browser, base_url: str) -> None:
    page = browser.new_page(base_url=base_url)
    page.goto("404.html")
    script = 'async (texts) => texts.map((await import("/assets/js/doctor/request.js")).requestIn)'
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
    assert doctor.main([]) == 2
    url = "https://bbb.example.org/bigbluebutton/api/create?name={}&checksum=" + "0" * 64
    capsys.readouterr()
    assert doctor.main([url.format("\udcff")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert doctor.main([url.format("\x1b[2J\u202e")]) == 2
    assert all(c.isprintable() for c in capsys.readouterr().out.replace("\n", ""))


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
