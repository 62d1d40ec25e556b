"""What only the client in JavaScript promises: which bodies and parameters it takes, and that it refuses all others."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.client.raw_server import RawServer, http, serving
from tests.client.test_calls import SECRET, SUCCESS
from tests.real import ROOT

FOLDER = ROOT / "snippets" / "javascript"

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not (FOLDER / "node_modules").is_dir(), reason="no node, or no saxes for it"
)


def javascript(raw: RawServer, statement: str) -> str:
    """Run a statement that has a client `bbb` of a server; return what it prints, or the class of what it throws."""
    program = f"""
        import {{ Client }} from "./bbb-api.mjs";
        const bbb = new Client("{raw.url}", "{SECRET}");
        try {{ {statement} }} catch (error) {{ console.log(error.name, error.message); }}
    """
    command = ["node", "--input-type=module", "--eval", program]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=True)
    return done.stdout


XML = '"<x>ä</x>"'
BYTES = f"new TextEncoder().encode({XML})"


@pytest.mark.parametrize(
    "body",
    [
        XML,
        BYTES,
        f"{BYTES}.buffer",
        f"new DataView({BYTES}.buffer)",
        f"Buffer.from({XML})",
        f"Buffer.from('..' + {XML} + '..').subarray(2, 11)",
        f"new Blob([{XML}], {{ type: 'text/plain' }})",
        f"new File([{XML}], 'slides.xml')",
        f"await new Response({XML}).arrayBuffer()",
        f"(await import('node:vm')).runInNewContext('new Uint8Array(bytes).buffer', {{ bytes: Array.from({BYTES}) }})",
    ],
)
def test_whatever_holds_bytes_is_a_body(body: str) -> None:
    with serving(lambda _: [http(SUCCESS)]) as raw:
        said = javascript(raw, f"console.log((await bbb.post('insertDocument', {{}}, {body})).returncode);")
    assert said == "SUCCESS\n"
    [request] = raw.requests
    assert b"content-type: application/xml\r\n" in request.lower()
    assert request.endswith("\r\n\r\n<x>ä</x>".encode())


@pytest.mark.parametrize(
    "form",
    [
        "{ a: 1 }",
        "new Map([['a', 1]])",
        "[['a', 1]]",
        "new URLSearchParams('a=1')",
        "Object.assign(Object.create(null), { a: 1 })",
        "(await import('node:vm')).runInNewContext('({ a: 1 })')",
    ],
)
def test_parameters_are_a_form(form: str) -> None:
    with serving(lambda _: [http(SUCCESS)]) as raw:
        assert javascript(raw, f"await bbb.post('create', {{}}, {form});") == ""
        assert javascript(raw, f"await bbb.call('create', {form});") == ""
    assert raw.requests[0].endswith(b"\r\n\r\na=1")
    assert b"content-type: application/x-www-form-urlencoded\r\n" in raw.requests[0].lower()
    assert raw.queries[1].startswith("a=1&checksum=")


def test_a_port_that_fetch_refuses_is_said() -> None:
    raw = RawServer(lambda _: [])
    raw.port = 6000
    said = javascript(raw, "await bbb.call('create').catch((e) => console.log(e.name, e.message, e.page));")
    assert said == "BadResponse no response, the connection failed (bad port) errors/bad-url/\n"


OTHERS = [
    "new ReadableStream()",
    "(await import('node:fs')).createReadStream('bbb-api.mjs')",
    "await (await import('node:fs/promises')).open('bbb-api.mjs')",
    "new Response('x')",
    "new Blob(['x']).arrayBuffer()",
    "new Date()",
    "['a=1']",
    "[['a', 1, 2]]",
    "() => 'x'",
    "null",
    "5",
    "true",
    "Symbol('x')",
]


@pytest.mark.parametrize("other", OTHERS)
def test_what_is_neither_is_refused(other: str) -> None:
    with serving(lambda _: [http(SUCCESS)]) as raw:
        expected = "FixRequest parameters are a plain object, a Map or a list of pairs\n"
        assert javascript(raw, f"await bbb.post('insertDocument', {{}}, {other});") == expected
        assert javascript(raw, f"await bbb.call('create', {other});") == expected
        assert javascript(raw, "await bbb.call('create', 'meetingID=a');") == expected
    assert raw.requests == []
