"""The stub as a tool: faults on demand, its own paths, what it refuses, its log and its command line."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from lxml import etree

from bbb_stub import faults
from bbb_stub.releases import RELEASES
from bbb_stub.server import StubServer
from bbb_stub.settings import Settings, names
from bbb_wire.signing import EXAMPLE_SECRET
from reference.catalog.provocation import Request
from tests.real import ROOT, real_catalog
from tests.stub.provoke import Prober

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
GUIDE = (ROOT / "docs" / "guides" / "test-your-error-handling.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "complaint"),
    [("cut", "without sending a response"), ("truncated", "without sending complete message body")],
)
def test_faults_that_cut_the_connection(server: Prober, name: str, complaint: str) -> None:
    with pytest.raises(httpx.RemoteProtocolError, match=complaint):
        server.send(Request(call="getMeetings", headers={"X-Stub-Fault": name}))
    assert server.send(Request(call="getMeetings")).status_code == 200


def test_faults_with_an_answer(server: Prober) -> None:
    server.stub.settings(slow_seconds=0.05, huge_megabytes=1)
    found = {}
    for name in set(faults.NAMES) - {"cut", "truncated"}:
        start = time.perf_counter()
        found[name] = server.send(Request(call="getMeetings", headers={"X-Stub-Fault": name}))
        assert name != "slow" or time.perf_counter() - start > 0.05
    assert {name: response.status_code for name, response in found.items() if response.status_code != 200} == {
        "html301": 301, "redirect-loop": 302, "html404": 404, "too-large": 413, "html502": 502, "html504": 504,
    }  # fmt: skip
    assert found["slow"].text.startswith("<response>")
    assert found["empty"].content == b""
    assert found["wrong-type"].headers["content-type"] == "application/octet-stream"
    assert len(found["huge"].content) > 990_000
    assert found["redirect-loop"].headers["location"] == found["redirect-loop"].request.url.raw_path.decode()
    assert found["html301"].headers["location"].startswith("https://127.0.0.1")
    with pytest.raises(UnicodeDecodeError):
        found["not-utf8"].content.decode()
    assert found["entity-bomb"].text.count("<!ENTITY") == 10
    assert etree.fromstring(found["external-entity"].content, etree.XMLParser(resolve_entities=False)).tag == "response"
    assert "html" in found["not-bbb"].text


def test_a_fault_for_the_next_request_only(server: Prober) -> None:
    assert server.client.post(f"{server.stub.origin}/stub/fault", json={"name": "html502"}).status_code == 200
    assert [server.send(Request(call="getMeetings")).status_code for _ in range(2)] == [502, 200]
    assert server.client.post(f"{server.stub.origin}/stub/fault", json={"name": "none"}).status_code == 400
    assert server.send(Request(call="getMeetings", headers={"X-Stub-Fault": "none"})).status_code == 501


def test_settings_over_http(server: Prober) -> None:
    def post(**values: object) -> tuple[int, str]:
        response = server.client.post(f"{server.stub.origin}/stub/settings", json=values)
        return response.status_code, response.text

    assert post(secret="", defaultMaxUsers=3, null_check="true")[0] == 200
    assert server.stub.stub.settings.default_max_users == 3
    assert post(none=1)[0] == post(null_check="yes")[0] == post(end_delay="soon")[0] == post(secret=5)[0] == 400
    assert "refuse or stand-in" in post(unknown_texts="invent")[1]
    server.client.post(f"{server.stub.origin}/stub/reset")
    assert server.stub.stub.settings.default_max_users == 0


@pytest.mark.parametrize(
    ("request_", "setting"),
    [
        (Request(call="join", query={"fullName": "A" * 256, "meetingID": "algebra-1"}), {}),
        (Request(method="POST", call="join", content_type="application/json", body="{}"), {}),
    ],
)
def test_what_is_not_modeled_is_refused_loudly(server: Prober, request_: Request, setting: dict[str, object]) -> None:
    server.stub.settings(setting)
    response = server.send(request_)
    assert (response.status_code, response.text[:40]) == (501, "This stub of BigBlueButton does not mode")


def test_other_methods_and_the_version(server: Prober) -> None:
    assert server.client.put(f"{server.stub.api}end").status_code == 501
    for path in ("/bigbluebutton/api", "/bigbluebutton/api/", "/bigbluebutton/"):
        assert "<version>" in server.client.get(server.stub.origin + path).text


def test_the_client_settings_override_is_only_looked_at_if_it_is_allowed_and_strict(server: Prober) -> None:
    body = '<modules><module name="clientSettingsOverride"><![CDATA[{"public": 1]]></module></modules>'
    request = Request(
        method="POST",
        call="create",
        query={"name": "Biology", "meetingID": "biology-1"},
        content_type="text/xml",
        body=body,
    )
    assert server.send(request).status_code == 200
    server.stub.reset()
    server.stub.settings(clientSettingsOverrideStrictValidation=True)
    assert server.send(request).status_code == 200
    server.stub.reset()
    server.stub.settings(clientSettingsOverrideStrictValidation=True, allowOverrideClientSettingsOnCreateCall=True)
    assert server.send(request).status_code == 501


def test_the_log_gives_the_reason_and_masks_the_secret(server: Prober, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bbb_stub")
    server.client.get(f"{server.stub.api}create?name=x%0Ay&oops={EXAMPLE_SECRET}&checksum={'0' * 64}")
    server.send(Request(call="create", query={"meetingID": "biology,1"}))
    lines = [record.getMessage() for record in caplog.records if record.name == "bbb_stub"]
    assert EXAMPLE_SECRET not in "".join(lines)
    assert "\n" not in "".join(lines)
    assert "200 checksumError-mismatch: the checksum is wrong; sha256 differs" in lines[0]
    assert 'hashed: "createname=x%0Ay&oops=******"' in lines[0]
    assert "a tie with nullError-name: undefined in BigBlueButton" in lines[1]


def test_a_started_stub_answers() -> None:
    with StubServer() as stub:
        assert httpx.get(stub.url, trust_env=False).status_code == 200


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_and_says_where_until_it_is_stopped(end: signal.Signals) -> None:
    command = [sys.executable, "-m", "bbb_stub", "--port", "0", "--secret", "swordfish", "--set", "null_check=true"]
    with subprocess.Popen(
        command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        printed = "".join(process.stdout.readline() for _ in range(2))
        url = printed.split()[1]
        shown = printed.replace(url, "http://127.0.0.1:8090/bigbluebutton/").replace("swordfish", EXAMPLE_SECRET)
        assert f"```text\n{shown}```" in GUIDE
        value = hashlib.sha256(b"getMeetingsswordfish").hexdigest()
        assert "Algebra I" in httpx.get(f"{url}api/getMeetings?checksum={value}", trust_env=False).text
        joined = httpx.get(f"{url}api/join?fullName=Ada", trust_env=False).headers["location"]
        assert httpx.get(joined, trust_env=False).status_code == 200, "the stub has a page to land on"
        process.send_signal(end)
        logged = process.stdout.read()
    assert "checksumError-join" in logged, "one of two texts, as ties has it"
    assert "Traceback" not in logged
    assert process.returncode == 0


def test_make_stub_runs_the_command() -> None:
    make = shutil.which("make")
    assert make
    done = subprocess.run([make, "-n", "stub"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "-m bbb_stub" in done.stdout
    assert "```bash\nmake stub\n```" in GUIDE


def test_the_guide_names_every_fault() -> None:
    assert [name for name in faults.NAMES if f"`{name}`" not in GUIDE] == []


def test_the_help_names_every_setting_and_fault() -> None:
    command = [sys.executable, "-m", "bbb_stub", "--help"]
    shown = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout
    assert [name for name in names() if f"  {name} = " not in shown] == []
    assert [name for name in faults.NAMES if name not in shown] == []


REFUSED = [
    ["--set", "none=1"],
    ["--set", "null_check=yes"],
    ["--set", "logoutURL=\udcff"],
    ["--secret", "\udcff"],
    ["--secret", "\x1b[31mred"],
    ["--set", "secret=two\nlines"],
    ["--secret", "\u202eback"],
    ["--seed", "none.yml"],
    ["--port", "99999"],
    ["--release", "2.6"],
    ["--release", "3.1"],
    ["--host", "no.such.host.example"],
    ["--host", "xn--.é..a"],
    ["--host", "a\nb"],
]


@pytest.mark.parametrize("option", REFUSED, ids=" ".join)
def test_the_command_refuses_what_it_does_not_know(option: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bbb_stub", "--port", "0", *option],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr


@pytest.mark.parametrize("option", [["--port", "0"], ["--port", "0", "--json"]], ids=" ".join)
def test_a_banner_that_cannot_be_printed_is_told_in_one_line(option: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "bbb_stub", *option]
        done = subprocess.run(
            command, cwd=ROOT, env=ENVIRONMENT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert (done.returncode, done.stderr) == (1, "The URL can't be printed: [Errno 28] No space left on device\n")


def test_an_empty_secret_is_told_so() -> None:
    command = [sys.executable, "-m", "bbb_stub", "--port", "0", "--secret", ""]
    with subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        told = [process.stdout.readline() for _ in range(2)]
        process.terminate()
    assert told[1] == "    Secret: (empty)\n"


def test_a_taken_port_is_told_with_the_way_out() -> None:
    with StubServer() as stub:
        port = stub.origin.rpartition(":")[2]
        command = [sys.executable, "-m", "bbb_stub", "--port", port]
        done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, f"Port {port} is taken; name another with --port\n")


BROKEN_XML = Request(
    method="POST", call="insertDocument", query={"meetingID": "physics-1"}, content_type="text/xml", body="<"
)


def test_a_line_of_releases_is_a_set_of_defaults() -> None:
    found = {}
    for release in RELEASES:
        with StubServer(release=release) as stub, Prober(stub, real_catalog()) as server:
            server.send(BROKEN_XML)
            found[release] = stub.last_answer
            stub.settings(malformed_xml_key=release != "4.0")
            stub.reset()
            server.send(BROKEN_XML)
            assert stub.last_answer == found[release], "a reset returns to the defaults of the line"
    assert found == dict.fromkeys(RELEASES, "http-500-malformed-xml") | {"4.0": "malformedXml"}


def test_one_setting_has_two_names() -> None:
    assert Settings().with_values({"empty_id_check": "true"}).null_check
    assert not Settings().with_values({"null_check": True, "empty_id_check": False}).null_check


def test_a_tie_has_each_of_its_winners_unless_it_is_steady(server: Prober) -> None:
    tie = Request(call="create", query={"record": "maybe", "meetingID": "biology-1"})
    no_checksum = Request(call="getMeetings", sign="none")
    for request in (tie, no_checksum, Request(call="learningDashboard")):
        found = {}
        for ties in ("first", "random"):
            server.stub.settings(ties=ties)
            found[ties] = {server.send(request).text for _ in range(40)}
        assert [len(texts) for texts in found.values()] == [1, 2]


NAMELESS = [
    ("<d url='https://a.example/slides'/>", True),
    ("<d url='https://a.example/slides.pdf?x=1#y'/>", False),
    ("<d url='https://a.example/slides%zz.pdf'/>", True),
    ("<d url='slides.pdf'/>", True),
    ("<d url='slides' filename='slides.pdf'/>", False),
    ("<d url='https://a.example/slides.pdf' filename='slides'/>", True),
    ("<d name='slides'>eA==</d>", True),
    ("<d name='slides.txt'>eA==</d>", False),
    ("<d/>", False),
]


@pytest.mark.parametrize(("document", "refused"), NAMELESS)
def test_a_document_needs_a_usable_file_name(server: Prober, document: str, refused: bool) -> None:
    known = server.stub.stub.data
    if "insertdocument-invalid-filename" not in known.responses:
        plain = replace(known.responses["no-presentation-module"].response, id="insertdocument-invalid-filename")
        added = replace(known.responses["no-presentation-module"], response=plain)
        server.stub.stub.data = replace(known, responses={**known.responses, plain.id: added})
    body = f'<modules><module name="presentation">{document}</module></modules>'
    server.send(BROKEN_XML.model_copy(update={"body": body}))
    expected = "insertdocument-invalid-filename" if refused else "presentation-is-being-uploaded"
    said = server.stub.last_answer
    server.stub.stub.data = known
    assert said == expected


def test_settings_are_not_changed_in_place() -> None:
    before = Settings()
    assert before.with_values({"secret": "x"}).secret == "x"  # noqa: S105 - a test
    assert before.secret == EXAMPLE_SECRET
