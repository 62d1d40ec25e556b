"""Each client signs and reads as the client in Python does, from one table."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Any, cast

import yaml

import bbb_api
from bbb_api import Params
from reference.catalog.contents import Catalog
from tests.languages.driving import LANGUAGES, Driver, Message, wire
from tests.languages.vectors import arrivals, outcome, signed, signings

READ = ("meetingID", "running", "version", "n", "on", "f")
"""Elements and members that are read of each response."""

DIFFERS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("differs.yml").read_text(encoding="utf-8")
)


def stripped(said: Message) -> Message:
    """What a driver said, without `shown`."""
    for each in said.values():
        each.pop("shown", None)
    return said


def test_the_list_of_differences_is_of_languages() -> None:
    assert DIFFERS.keys() <= LANGUAGES.keys()
    assert all(each.keys() == {"names", "why"} for rows in DIFFERS.values() for each in rows)


def test_signing(driver: Driver) -> None:
    differing = {}
    for call, params, secret, algorithm in signings():
        expected = signed(call, cast(Params, params), secret, algorithm)
        said = driver.ask("sign", call=call, params=params, secret=secret, algorithm=algorithm)
        if said != expected:
            differing[f"{call} {params} {algorithm}"] = (said, expected)
    assert differing == {}


def test_half_a_character_is_refused(driver: Driver, language: str) -> None:
    if language in ("bash", "ruby"):
        return  # what reads the driver's input, jq or Ruby's JSON, refuses halves of characters
    said = driver.ask("sign", call="create", params=[["name", "\ud800"]], secret="s", algorithm="sha256")  # noqa: S106 - of no server
    assert said.get("error", {}).get("class") == "FixRequest" or "query" in said
    assert "%ED" not in said.get("query", "")


def test_numbers_of_any_size_are_read(driver: Driver, language: str) -> None:
    if language == "bash":
        return  # it reads XML only
    for number in ("1E400", "-1E400", "1e-400", "12345678901234567890123", "0.00001", "1e3"):
        body = f'{{"returncode": "SUCCESS", "n": {number}}}'.encode()
        said = driver.ask("parse", call="end", status=200, body=wire(body), location="", read=["n"])
        assert said["ok"]["values"]["n"], number


def test_every_response_is_read_alike(driver: Driver, language: str, catalog: Catalog) -> None:
    exempt = [name for each in DIFFERS.get(language, ()) for name in each["names"]]
    needed = set()
    differing = {}
    for each in arrivals(catalog):
        if language == "bash" and each.name.endswith("cut off"):
            continue  # a process reads each response, so those that are most alike would take most of the time
        expected = outcome(partial(bbb_api.parse, each.call, each.status, each.body, each.location), READ)
        asked = {"call": each.call, "status": each.status, "body": wire(each.body), "location": each.location}
        said = stripped(driver.ask("parse", **asked, read=READ))
        if said != expected:
            found = [name for name in exempt if fnmatchcase(each.name, name)]
            needed |= set(found)
            if not found:
                differing[each.name] = {"said": said, "expected": expected}
    assert differing == {}
    assert set(exempt) - needed == set(), "these differences are gone; take them out"
