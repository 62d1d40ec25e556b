"""What programs in front of the server say, asked for by id: the stub sends the bytes of the catalog."""

from __future__ import annotations

import pytest

from reference.pages.views import answer_forms
from tests.real import real_catalog
from tests.stub.provoke import Prober

CATALOG = real_catalog()
KNOWN = [
    answer.id
    for answer in CATALOG.answers.values()
    if answer.speaker in CATALOG.programs and answer.played and answer_forms(CATALOG, answer)
]
"""The answers whose bytes are known."""


@pytest.mark.parametrize("answer", KNOWN)
@pytest.mark.parametrize("accept", ["*/*", "application/json"])
def test_the_stub_sends_the_bytes_of_the_catalog(server: Prober, answer: str, accept: str) -> None:
    [wire] = answer_forms(CATALOG, CATALOG.answers[answer])
    headers = {"X-Stub-Response": answer, "Accept": accept}
    response = server.client.get(f"{server.stub.api}getMeetings", headers=headers)
    assert response.content == wire.text.encode()
    assert (response.status_code, response.headers.get("content-type")) == (wire.status, wire.content_type)
    assert server.stub.last_answer == answer


def test_nothing_is_provoked_of_a_program_that_the_stub_does_not_play() -> None:
    for answer in CATALOG.answers.values():
        reason = CATALOG.speakers[answer.speaker].not_played
        if reason is not None:
            assert (answer.provoke, answer.on_demand) == ((), None), answer.id
            assert answer.not_provoked == (reason if answer.played else None), answer.id
