"""What only the client in Ruby promises: names as symbols, and settings that are wrong, in words."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.client.raw_server import Reply, http, serving
from tests.client.test_calls import SECRET, SUCCESS
from tests.real import ROOT

CLIENT = ROOT / "snippets" / "ruby" / "bbb_api.rb"

pytestmark = pytest.mark.skipif(shutil.which("ruby") is None, reason="no ruby on this machine")

JOINED = "Location: https://bbb.example.org/html5client/?sessionToken=abc"


def ruby(script: str, reply: Reply, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a script that has read the client, in front of a server."""
    with serving(reply) as raw:
        variables = {**os.environ, "BBB_URL": raw.url, "BBB_SECRET": SECRET, **settings}
        program = f'require "{CLIENT}"; bbb = BbbApi::Client.from_env(timeout: 10); {script}'
        return subprocess.run(["ruby", "-e", program], env=variables, capture_output=True, text=True, check=False)  # noqa: S607 - the one on the path


@pytest.mark.parametrize("name", ['"join"', ":join"])
def test_a_call_may_be_named_by_a_symbol(name: str) -> None:
    done = ruby(f"puts bbb.call({name}, meetingID: :a).location", lambda _: [http(b"", "302 Found", [JOINED])])
    assert done.stdout == f"{JOINED.removeprefix('Location: ')}\n", done.stderr


@pytest.mark.parametrize(
    "proxy",
    ["127.0.0.1:3128", "http://user:pa55@word@proxy:3128", "a proxy", "http://[proxy", "http://u:%zz@127.0.0.1:9"],
)
def test_an_unusable_proxy_is_a_wrong_setting_that_is_not_repeated(proxy: str) -> None:
    script = 'begin; bbb.call("create"); rescue Exception => e; puts e.class, e.message, e.cause.inspect; end'
    settings = {"http_proxy": proxy, "no_proxy": "", "BBB_URL": "http://bbb.example.org"}
    done = ruby(script, lambda _: [http(SUCCESS)], **settings)
    kind, text, cause = done.stdout.splitlines()
    assert (kind, cause) == ("ArgumentError", "nil"), done.stderr
    assert "set http_proxy" in text
    assert proxy not in text


@pytest.mark.parametrize(
    "body",
    ["nil", "5", f'File.open("{CLIENT}")', 'require("stringio"); StringIO.new("x")', "[1]", '["a=1"]', "[[1, 2, 3]]"],
)
def test_a_body_that_is_neither_text_nor_parameters_is_refused(body: str) -> None:
    script = f'begin; bbb.post("create", body: ({body})); rescue BbbApi::Error => e; puts e.class; end'
    with serving(lambda _: [http(SUCCESS)]) as raw:
        done = ruby(script, lambda _: [], BBB_URL=raw.url)
        assert (done.stdout, raw.requests) == ("BbbApi::FixRequest\n", []), done.stderr
