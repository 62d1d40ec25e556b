"""What calls accept with SUCCESS and ignore: the stub does as the page shows, item by item."""

from __future__ import annotations

import pytest

from reference.catalog.silent_success import SilentSuccess
from tests.real import real_catalog
from tests.stub.provoke import Prober

ITEMS = [item for item in real_catalog().silent_successes.values() if item.shown]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_the_stub_does_as_the_page_shows(server: Prober, item: SilentSuccess) -> None:
    shown = item.shown
    assert shown
    server.stub.settings(shown.settings)
    for given in shown.given:
        assert "SUCCESS" in server.send(given).text
    told = server.send(shown.request)
    assert told.status_code == 200
    assert "<returncode>SUCCESS</returncode>" in told.text
    assert shown.answer in told.text
    seen = server.send(shown.look) if shown.look else told
    assert (shown.sees or "") in seen.text + seen.headers.get("location", "")
    assert shown.misses is None or shown.misses not in seen.text


def test_a_look_can_fail(server: Prober) -> None:
    """The other value is seen where the request is right, so what `look` sees is no constant."""
    [item] = [item for item in ITEMS if item.id == "boolean"]
    shown = item.shown
    assert shown
    assert shown.look
    assert shown.sees
    right = shown.request.model_copy(update={"query": {**shown.request.query, "record": "true"}})
    assert server.send(right).status_code == 200
    assert shown.sees not in server.send(shown.look).text


def test_what_is_reported_most_is_shown() -> None:
    catalog = real_catalog()
    not_shown = {name for name in catalog.most_reported if not catalog.silent_successes[name].shown}
    assert not_shown == set(NOT_SHOWN), "show it under `shown`, or say in NOT_SHOWN why not"


NOT_SHOWN = {
    "plugins-url": "the stub fetches nothing",
    "record-no-marks": "the stub records nothing",
    "session-less": "the stub has no client that could be refused",
}
"""Items on top of the page that no request to the stub shows, and why."""
