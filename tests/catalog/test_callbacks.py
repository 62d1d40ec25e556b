"""What the catalog says of callbacks and webhooks, held against what was read and seen, in both directions."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
import yaml

from bbb_stub.outgoing.tokens import compact, token
from bbb_wire.signing import EXAMPLE_SECRET
from reference.catalog.callbacks import Callback
from reference.catalog.contents import Catalog
from tests.real import ROOT, real_catalog

FACTS: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "data" / "callbacks.yml").read_text(encoding="utf-8"))
CALLBACKS = list(real_catalog().callbacks.values())
EXAMPLES = [(each, example) for each in CALLBACKS for example in each.examples]
BY_CALLBACK = pytest.mark.parametrize("each", CALLBACKS, ids=lambda each: each.id)


def of_catalog(each: Callback) -> dict[str, Any]:
    """The exact parts of a callback, in the words of the facts; what is empty is left out."""
    told: dict[str, Any] = {
        "given": [given.name for given in each.given],
        "method": each.method,
        "content_type": each.content_type,
        "headers": [part.name for part in each.headers],
        "query": [part.name for part in each.query],
        "body": [part.name for part in each.body],
        "waits": list(each.waits),
        "delivered": list(each.delivered),
        "timeout": each.timeout,
        "lines": sorted(line.line for line in each.lines),
        "balancer_lines": [line for behind in each.balancers for line in behind.log],
        "balancers": [behind.speaker for behind in each.balancers],
        "events": sorted(event.name for event in each.events),
    }
    if each.token:
        claims = [claim.name for claim in each.token.claims]
        token = {"algorithm": each.token.algorithm, "header": each.token.header}
        told["token"] = {**token, "claims": claims, "absent": list(each.token.absent)}
    return {name: value for name, value in told.items() if value not in (None, []) or name == "waits"}


@BY_CALLBACK
def test_the_catalog_and_the_facts_say_the_same(each: Callback) -> None:
    read = {n: sorted(value) if n in ("lines", "events") else value for n, value in FACTS["facts"][each.id].items()}
    assert of_catalog(each) == read


def test_every_callback_of_the_facts_is_in_the_catalog(catalog: Catalog) -> None:
    assert sorted(FACTS["facts"]) == sorted(catalog.callbacks)


def test_events_carry_what_was_seen(catalog: Catalog) -> None:
    events = {event.name: event.attributes for event in catalog.callbacks["webhooks"].events if event.attributes}
    for name, groups in FACTS["webhooks"]["attributes"].items():
        seen = [f"{group}.{field}" for group, fields in groups.items() for field in fields]
        told = [attribute for attribute in events[name] if attribute != "chat-id"]
        assert [attribute for attribute in told if ".sender." not in attribute] == [
            attribute for attribute in seen if not attribute.endswith(".sender")
        ]


@pytest.mark.parametrize(("each", "example"), EXAMPLES, ids=lambda value: value.id)
def test_a_worked_example_is_right(each: Callback, example: Any) -> None:
    for digest in example.digests:
        if each.token:
            header, claims = map(yaml.safe_load, example.signed.split("\n"))
            assert f"{compact(header)}\n{compact(claims)}" == example.signed
            assert token(header, claims, EXAMPLE_SECRET) == digest.value
            assert header["alg"] == digest.name
        else:
            name = digest.name.lower().replace("-", "")
            assert hashlib.new(name, f"{example.signed}{EXAMPLE_SECRET}".encode()).hexdigest() == digest.value


def test_every_worked_example_of_the_facts_is_shown() -> None:
    shown = {digest.value for _, example in EXAMPLES for digest in example.digests}
    told = FACTS["examples"]
    given = {row["checksum"] for row in told["checksums"]} | {row["token"] for row in told["tokens"]}
    assert shown == given | {row[name] for row in told["calls"] for name in ("sha1", "sha256")}


def test_the_settings_of_fetched_urls_are_those_that_were_read(catalog: Catalog) -> None:
    assert {each.name: each.default for each in catalog.fetched.settings} == FACTS["fetched"]["settings"]


def test_every_thread_leads_to_what_settles_it(catalog: Catalog) -> None:
    found: dict[str, list[str]] = {}
    for obstacle in catalog.obstacles:
        for proof in obstacle.evidence:
            found.setdefault(str(proof.thread), []).append(obstacle.id)
    assert found == FACTS["threads"]


def test_an_obstacle_names_lines_that_its_callbacks_log(catalog: Catalog) -> None:
    for obstacle in catalog.obstacles:
        own = [catalog.callbacks[name] for name in obstacle.callbacks]
        logged = {line.line for each in own for line in each.lines}
        logged |= {line for each in own for behind in each.balancers for line in behind.log}
        assert set(obstacle.lines) <= logged, obstacle.id


@BY_CALLBACK
def test_every_callback_has_obstacles_and_a_guide(each: Callback, catalog: Catalog) -> None:
    assert [obstacle.id for obstacle in catalog.obstacles if each.id in obstacle.callbacks]
    assert each.guide in catalog.guides
