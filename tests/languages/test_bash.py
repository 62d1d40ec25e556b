"""What only the client in Bash promises: exit statuses, and a secret that no list of processes shows."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from uuid import uuid4

import pytest

from bbb_api import ALGORITHMS, sign
from tests.client.raw_server import Reply, http, serving
from tests.client.test_calls import SECRET, SUCCESS
from tests.client.test_responses_read import FAILED
from tests.real import ROOT

CLIENT = ROOT / "snippets" / "bash" / "bbb-api.sh"

pytestmark = pytest.mark.skipif(
    any(shutil.which(name) is None for name in ("bash", "curl", "openssl", "xmllint")),
    reason="no bash, curl, openssl or xmllint on this machine; install libxml2-utils",
)

STATUSES: dict[int, list[bytes]] = {
    0: [http(SUCCESS)],
    1: [http(FAILED % b"notFound")],
    2: [http(FAILED % b"validationError")],
    3: [http(FAILED % b"checksumError"), http(b"", "401 Unauthorized")],
    4: [http(FAILED % b"maxParticipantsReached"), http(b"", "502 Bad Gateway"), b""],
    5: [http(b"<html>"), http(b"", "301 Moved", ["Location: /"])],
}


def bash(script: str, reply: Reply, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a script that has read the client, in front of a server; it ends at the first failure."""
    with serving(reply) as raw:
        variables = {**os.environ, "BBB_URL": raw.url, "BBB_SECRET": SECRET, **settings}
        command = ["bash", "-euo", "pipefail", "-c", f". {CLIENT}; {script}"]
        return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("status", "sent"), [(status, sent) for status, all_ in STATUSES.items() for sent in all_])
def test_the_exit_status_says_what_to_do(status: int, sent: bytes) -> None:
    done = bash("bbb_call end meetingID=a; echo after", lambda _: [sent])
    assert done.returncode == status
    assert (done.stdout == "after\n") == (status == 0)
    assert len(done.stderr.splitlines()) == (status != 0)


@pytest.mark.parametrize(
    "settings", [{"BBB_URL": "x"}, {"BBB_SECRET": " "}, {"BBB_TIMEOUT": "0"}, {"BBB_ALGORITHM": "md5"}]
)
def test_wrong_settings_have_a_status_of_their_own(settings: dict[str, str]) -> None:
    done = bash("bbb_call end", lambda _: [http(SUCCESS)], **settings)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (64, "", 1)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_no_list_of_processes_and_no_trace_shows_the_secret(algorithm: str) -> None:
    secret = f"{SECRET}-{uuid4()}"
    seen: list[bytes] = []

    def reply(_: bytes) -> list[bytes]:
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                seen.append(path.read_bytes())
            except OSError:
                continue  # it has ended
        return [http(SUCCESS)]

    script = "set -x; bbb_call end meetingID=a; declare -p LC_ALL || :"
    done = bash(script, reply, BBB_ALGORITHM=algorithm, BBB_SECRET=secret)
    shown = done.stderr + done.stdout
    checksum = sign("end", {"meetingID": "a"}, secret, algorithm).rpartition("=")[2]
    assert "bbb_call end meetingID=a" in shown
    assert any(b"curl\0" in line for line in seen)
    assert not any(part.encode() in line for line in seen for part in (secret, checksum))
    assert secret not in shown
    assert checksum not in shown


@pytest.mark.parametrize(
    "state",
    [
        "IFS=$'\\n\\t'",
        "IFS=,",
        "IFS=''",
        "unset IFS",
        "set -f",
        "set +B",
        "shopt -s nullglob failglob",
        "shopt -s nocasematch",
        "readonly BBB_URL BBB_SECRET BBB_TIMEOUT",
        "set -o noclobber",
        "set -o functrace -o errtrace",
    ],
)
def test_the_state_of_the_callers_shell_makes_no_difference(state: str) -> None:
    said = 'bbb_call end meetingID=\'a  b\' || :; printf \'%s|\' "$BBB_STATUS" "$BBB_KIND" "$BBB_KEY" "$BBB_MESSAGE"'
    usual = bash(said, lambda _: [http(FAILED % b"notFound")])
    assert "200|Refused|notFound|" in usual.stdout
    there = bash(
        f'{state}; before=${{IFS-unset}}; {said}; [[ ${{IFS-unset}} == "$before" ]]',
        lambda _: [http(FAILED % b"notFound")],
    )
    assert (there.stdout, there.stderr, there.returncode) == (usual.stdout, usual.stderr, 0)


def test_a_long_response_is_read_where_all_variables_are_exported() -> None:
    long = SUCCESS.replace(b"</response>", b"<a>%s</a></response>" % (b"a" * 300_000))
    with serving(lambda _: [http(long)]) as raw:
        script = f"set -a; BBB_URL={raw.url} BBB_SECRET={SECRET}; . {CLIENT}; bbb_call end meetingID=a"
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)  # noqa: S607 - the one on the path
    assert (done.returncode, done.stderr) == (0, "")


def test_a_parameter_without_a_value_is_refused() -> None:
    with serving(lambda _: [http(SUCCESS)]) as raw:
        variables = {**os.environ, "BBB_URL": raw.url, "BBB_SECRET": SECRET}
        for call in ("bbb_call end meetingID a", "bbb_call end =a", "bbb_url end meetingID"):
            command = ["bash", "-c", f". {CLIENT}; {call}"]
            done = subprocess.run(command, env=variables, capture_output=True, check=False)
            assert (done.returncode, done.stdout) == (2, b""), call
        assert raw.requests == []


@pytest.mark.parametrize("file", ["/nowhere/slides.xml", "/"])
def test_a_body_that_cannot_be_read_is_not_sent_as_an_empty_one(file: str) -> None:
    with serving(lambda _: [http(SUCCESS)]) as raw:
        variables = {**os.environ, "BBB_URL": raw.url, "BBB_SECRET": SECRET}
        script = f". {CLIENT}; bbb_post create application/xml {file} meetingID=a"
        done = subprocess.run(["bash", "-c", script], env=variables, capture_output=True, text=True, check=False)  # noqa: S607 - the one on the path
    assert (done.returncode, len(raw.requests)) == (2, 0)
    assert "cannot be read" in done.stderr


def test_a_body_may_come_from_a_pipe_and_have_any_name(tmp_path: Path) -> None:
    odd = tmp_path / 'a"b\\c\nurl = x'
    odd.write_text("<modules/>", encoding="utf-8")
    with serving(lambda _: [http(SUCCESS)]) as raw:
        variables = {**os.environ, "BBB_URL": raw.url, "BBB_SECRET": SECRET, "ODD": str(odd)}
        calls = (
            'bbb_post create application/xml "$ODD" meetingID=a',
            "bbb_post create application/xml <(echo -n '<modules/>') meetingID=a",
            "echo -n '<modules/>' | bbb_post create application/xml /dev/stdin meetingID=a",
        )
        for call in calls:
            subprocess.run(["bash", "-c", f". {CLIENT}; {call}"], env=variables, check=True)  # noqa: S607 - the one on the path
    assert [request.rpartition(b"\r\n\r\n")[2] for request in raw.requests] == [b"<modules/>"] * len(calls)


def test_a_trace_of_the_whole_script_shows_no_secret(tmp_path: Path) -> None:
    (tmp_path / "script").write_text(f". {CLIENT}\nbbb_call end meetingID=a || :\nbbb_url join >&2\n", encoding="utf-8")
    variables = {**os.environ, "BBB_URL": "http://127.0.0.1:1", "BBB_SECRET": SECRET}
    command = ["bash", "-x", str(tmp_path / "script")]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=True)
    assert "+ bbb_call end meetingID=a" in done.stderr
    assert SECRET not in done.stderr


@pytest.mark.parametrize("tool", ["curl", "openssl", "timeout", "xmllint"])
def test_a_program_that_is_missing_is_named(tool: str, tmp_path: Path) -> None:
    for name in {"bash", "cat", "curl", "grep", "head", "mktemp", "openssl", "rm", "timeout", "tr", "wc", "xmllint"} - {
        tool
    }:
        (tmp_path / name).symlink_to(shutil.which(name) or "")
    done = bash("bbb_call end meetingID=a", lambda _: [http(SUCCESS)], PATH=str(tmp_path))
    assert (done.returncode, done.stderr) == (64, f"end: the program {tool} is not installed\n")


def test_long_parameters_are_encoded_in_no_time() -> None:
    start = time.perf_counter()
    done = bash("bbb_encode name=\"$(head -c 200000 /dev/zero | tr '\\0' ' ')\" | wc -c", lambda _: [http(SUCCESS)])
    assert done.stdout.strip() == str(len("name=") + 3 * 200_000 + 1)
    assert time.perf_counter() - start < 20


def test_nothing_stays_behind(tmp_path: Path) -> None:
    done = bash("bbb_call end", lambda _: [http(SUCCESS)], TMPDIR=str(tmp_path))
    assert (done.returncode, list(tmp_path.iterdir())) == (0, [])


def test_values_stay_values_in_the_configuration_of_curl() -> None:
    """A quotation mark or a line break in a value stays in it."""
    with serving(lambda _: [http(SUCCESS)]) as raw:
        variables = {**os.environ, "BBB_URL": f'{raw.url}a"b\\c/', "BBB_SECRET": 's"\\ --output x'}
        script = f". {CLIENT}; bbb_post create 'text/xml; a=\"\\b' /dev/null name=$'a\"\\nurl = x'"
        done = subprocess.run(["bash", "-c", script], env=variables, capture_output=True, text=True, check=False)  # noqa: S607 - the one on the path
        assert (done.returncode, len(raw.requests)) == (0, 1), done.stderr
        assert raw.requests[0].startswith(b'POST /bigbluebutton/a"b\\c/api/create?name=a%22%0Aurl%20%3D%20x&checksum=')
