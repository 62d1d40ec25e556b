"""Every example runs against the stub server and prints what its page shows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bbb_stub.server import StubServer
from reference.catalog.contents import Catalog
from reference.catalog.error import Error
from reference.catalog.evidence import PLAYED, READ, Holds, is_later
from reference.catalog.vocabulary import Kind, Sent
from reference.pages.badges import is_foreign
from reference.pages.in_languages.programs import SECTION
from reference.pages.in_languages.scenes import EXEMPT, first, scene
from reference.snippets import Example
from tests.examples.copied import run_copied
from tests.examples.running import prepare, run, runnable, workplace
from tests.examples.stages import Stage, is_of_upgrades, part
from tests.stub.provoke import Prober

EXAMPLES = runnable()

WAITING = [example for example in EXAMPLES if "time.sleep" in example.text]
"""Examples that would really wait in a process of their own; in this one, waiting moves the stub's clock."""

COPIED = [example for example in EXAMPLES if example.language == "python" and example not in WAITING]
"""Examples that run as files beside the client, in a process of their own."""

HERE = [example for example in EXAMPLES if example not in COPIED or is_of_upgrades(example)]
"""The other ones, and those of upgrades, which also run against older lines."""

# Entries that 3.0 or a later line sends but that have no examples, sorted, with the reason.
WITHOUT_EXAMPLES = {
    "client-settings-override": "neither its key nor its text is known",
    "missingParamMeetingID": "4.0 only; what a client does about it is that of http-500",
    "missingParamMessage": "4.0 only; its text is not known",
    "presentation-upload-texts": "no call of the API; only BigBlueButton's own client uses it",
}


@pytest.fixture(scope="module")
def server() -> Iterator[StubServer]:
    """A stub for the examples of this module."""
    with StubServer() as stub:
        yield stub


@pytest.mark.parametrize("example", HERE, ids=lambda example: example.id)
def test_an_example_prints_what_its_page_shows(example: Example, server: StubServer) -> None:
    printed = run(example, server)
    assert printed == (example.output or ""), "run `make generate` and look at the difference"


@pytest.mark.parametrize("example", COPIED, ids=lambda example: example.id)
def test_an_example_runs_as_a_program(
    example: Example, server: StubServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What a reader copies runs as a file and prints what its page shows; of upgrades against 3.0 alone."""
    prepare(example, server)
    script = tmp_path_factory.mktemp("copied") / "copied.py"
    script.write_text(example.text, encoding="utf-8")
    stage = Stage(READ, server.origin, server.secret, server.advance)
    ended = run_copied(script, workplace(example), stage.environment)
    assert ended.status == 0, ended.printed
    expected = part(example.output or "", READ)
    assert stage.shown(ended.printed) == expected, "run `make generate` and look at the difference"
    assert server.secret not in ended.printed


def test_every_sent_entry_has_its_examples_and_none_is_extra(catalog: Catalog) -> None:
    own = [error for error in catalog.errors.values() if not is_foreign(catalog, error)]
    later = [line for line in PLAYED if is_later(line)]  # what only older lines send needs none
    sent = [
        error
        for error in own
        if error.status in (Sent.SENT, Sent.UNDECIDED)
        or any(answer.line(line).holds is Holds.YES for answer in error.own for line in later)
    ]
    shown = [error for error in sent if error.address not in WITHOUT_EXAMPLES]
    may = {name for error in shown for name in written(catalog, error)}
    must = {name for error in shown for name in written(catalog, error) if not may_lack(error, name)}
    there = {e.id for e in EXAMPLES if e.path.startswith("errors/") and e.section != SECTION}
    assert must <= there <= may
    assert set(WITHOUT_EXAMPLES) <= {error.address for error in sent}
    assert list(WITHOUT_EXAMPLES) == sorted(WITHOUT_EXAMPLES)


def may_lack(error: Error, name: str) -> bool:
    """Whether an entry needs no such example: nothing provokes it here, or the stub does so only on demand."""
    away = error.kind is Kind.TRANSPORT and not any(each.provoke for each in error.answers)
    on_demand = bool(error.own) and all(answer.on_demand for answer in error.own)
    return away or (on_demand and name.endswith(":trigger"))


def written(catalog: Catalog, error: Error) -> Iterator[str]:
    """Ids of the examples that people write for an entry; what provokes it follows from the catalog if it can."""
    if scene(catalog, error) is None:
        yield f"errors/{error.address}.py:trigger"
    yield f"errors/{error.address}.py:fix"


def test_what_provokes_a_key_prints_that_key(catalog: Catalog) -> None:
    """The example on an error's page provokes this error and no other."""
    provoking = [each for each in EXAMPLES if each.section in ("trigger", SECTION)]
    for error in catalog.errors.values():
        for example in provoking:
            if example.path == f"errors/{error.address}.py" and error.key:
                assert error.key in (example.output or ""), example.id


@pytest.mark.parametrize("address", EXEMPT)
def test_what_is_not_shown_in_each_language_would_show_something_else(address: str, catalog: Catalog) -> None:
    """Its provocation could be sent, but needs more than a server without meetings, or shows no key and message."""
    found = first(catalog, catalog.errors[address])
    assert found, "no exemption is needed; see `unnatural`"
    with StubServer() as stub, Prober(stub, catalog) as prober:
        stub.reset(empty=True)
        answer, provocation = found
        printed = prober.send(provocation.request).text
    assert answer.message is None or answer.message.partition("{")[0] not in printed


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.path.startswith("errors/")], ids=lambda e: e.id)
def test_an_example_on_an_errors_page_is_short(example: Example) -> None:
    assert example.text.count("\n") <= 24
    assert max(map(len, example.text.splitlines())) <= 100 or example.section == SECTION
