"""The examples of every language print what their pages show; each language runs as one batch."""

from __future__ import annotations

import pytest

from bbb_stub.server import StubServer
from reference.catalog.contents import Catalog
from reference.catalog.vocabulary import Kind
from reference.pages.in_languages.programs import SECTION
from reference.pages.in_languages.scenes import first
from reference.snippets import LANGUAGES, WHOLE, Example
from tests.examples.batches import BATCHES, ExampleError
from tests.examples.running import by_language, outcomes, with_curl
from tests.stub.provoke import Prober

EXAMPLES = by_language()


COMPLAINING = {
    "curl": "curl -sS unknown://host\n",
    "php": "<?php\n\necho $missing;\n",
    "javascript": "console.error('oh');\n",
    "ruby": "warn 'oh'\n",
    "bash": "curl -sS unknown://host\n",
    "java": "class Oh {\n    public static void main(String[] args) {\n        System.err.println(1);\n    }\n}\n",
    "libraries": "import sys\n\nprint('oh', file=sys.stderr)\n",
    "go": 'package main\n\nimport "os"\n\nfunc main() {\n\tos.Exit(3)\n}\n',
}
"""A program of each language that doesn't go well."""


@pytest.mark.parametrize("language", [name for name in BATCHES if name != "curl"])
def test_examples_print_what_their_pages_show(language: str) -> None:
    """All run in one batch, and besides them one that must fail."""
    if missing := BATCHES[language].missing():
        pytest.skip(missing)
    examples, bad = EXAMPLES.get(language, []), complaining(language)
    with StubServer() as server:
        found = outcomes(language, [*examples, bad], server)
        assert server.secret not in "".join(map(str, found.values()))
    assert isinstance(found.pop(bad.id), ExampleError)
    wrong = {e.id: str(found[e.id]) for e in examples if found[e.id] != (e.output or "")}
    assert not wrong, "run `make generate` and look at the difference"


def complaining(language: str) -> Example:
    """An example that doesn't go well."""
    suffix = next((suffix for suffix, name in LANGUAGES.items() if name == language), ".sh")
    return Example(f"made-up/oh{suffix}", WHOLE, COMPLAINING[language], 1, None)


def test_curl_shows_the_response_of_the_catalog(catalog: Catalog) -> None:
    if missing := BATCHES["curl"].missing():
        pytest.skip(missing)
    with StubServer() as server, Prober(server, catalog) as prober:
        bad = complaining("curl")
        printed = outcomes("curl", [*with_curl(), bad], server)
        assert server.secret not in "".join(map(str, printed.values()))
    assert isinstance(printed.pop(bad.id), ExampleError)
    for error in catalog.errors.values():
        if (text := printed.pop(f"errors/{error.address}.sh:{SECTION}", None)) and (found := first(catalog, error)):
            answer, provocation = found
            text = str(text)
            wire = prober.sample(provocation, answer.id, provocation.form)
            whole = wire.text.partition("?")[2] if wire.text.startswith("Location: ") else wire.text
            assert (answer.key or error.key or whole) in text, error.address
            assert whole in text or error.kind is not Kind.ERROR, error.address  # others tell what the server made up
    assert not printed
