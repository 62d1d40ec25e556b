"""The examples of every language print what their pages show; each language runs as one batch."""

from __future__ import annotations

from pathlib import Path

import pytest

from bbb_stub.server import StubServer
from reference.catalog.contents import Catalog
from reference.catalog.vocabulary import Kind
from reference.pages.in_languages.programs import SECTION
from reference.pages.in_languages.scenes import first
from reference.snippets import LANGUAGES, WHOLE, Example
from tests.examples.batches import BATCHES, ExampleError
from tests.examples.running import by_language, run_all, with_curl
from tests.stub.provoke import Prober

EXAMPLES = by_language()


@pytest.mark.parametrize("language", BATCHES)
def test_examples_print_what_their_pages_show(language: str) -> None:
    if missing := BATCHES[language].missing():
        pytest.skip(missing)
    examples = EXAMPLES.get(language, [])
    with StubServer() as server:
        printed = run_all(language, examples, server) if examples else {}
        assert server.secret not in "".join(printed.values())
    wrong = {e.id: printed[e.id] for e in examples if printed[e.id] != (e.output or "")}
    assert not wrong, "run `make generate` and look at the difference"


def test_curl_shows_the_response_of_the_catalog(catalog: Catalog) -> None:
    if missing := BATCHES["curl"].missing():
        pytest.skip(missing)
    with StubServer() as server, Prober(server, catalog) as prober:
        printed = run_all("curl", with_curl(), server)
        assert server.secret not in "".join(printed.values())
    for error in catalog.errors.values():
        if (text := printed.pop(f"errors/{error.address}.sh:{SECTION}", None)) and (found := first(catalog, error)):
            answer, provocation = found
            wire = prober.sample(provocation, answer.id, provocation.form)
            whole = wire.text.partition("?")[2] if wire.text.startswith("Location: ") else wire.text
            assert (answer.key or error.key or whole) in text, error.address
            assert whole in text or error.kind is not Kind.ERROR, error.address  # others tell what the server made up
    assert not printed


COMPLAINING = {
    "curl": "curl -sS unknown://host\n",
    "php": "<?php\n\necho $missing;\n",
    "javascript": "console.error('oh');\n",
    "ruby": "warn 'oh'\n",
    "bash": "curl -sS unknown://host\n",
    "java": "class Oh {\n    public static void main(String[] args) {\n        System.err.println(1);\n    }\n}\n",
    "go": 'package main\n\nimport "os"\n\nfunc main() {\n\tos.Exit(3)\n}\n',
}
"""A program of each language that doesn't go well."""


@pytest.mark.parametrize("language", BATCHES)
def test_an_example_that_complains_or_fails_fails_the_batch(language: str, tmp_path: Path) -> None:
    if missing := BATCHES[language].missing():
        pytest.skip(missing)
    suffix = next((suffix for suffix, name in LANGUAGES.items() if name == language), ".sh")
    example = Example(f"errors/oh{suffix}", WHOLE, COMPLAINING[language], 1, None)
    with BATCHES[language].batch(tmp_path, [example], {}) as run_one, pytest.raises(ExampleError):
        run_one(example)
