"""A scene as commands of a shell, with curl and openssl. It prints the responses as they arrive."""

from __future__ import annotations

import shlex
from urllib.parse import quote, urlencode

from reference.pages.in_languages.scenes import Call, Scene
from reference.pages.in_languages.writing import WRONG_SECRET

_HEAD = """\
signed() { # the URL of a call, signed: name of the call, query string
  checksum=$(printf %s "$1$2$BBB_SECRET" | openssl dgst -sha256 -r | cut -d ' ' -f 1)
  echo "${BBB_URL%/}/api/$1?${2:+$2&}checksum=$checksum"
}
"""

_BODY = "-w '\\n'"
_REDIRECT = "-o /dev/null -w '%{http_code} %{redirect_url}\\n'"


def program(scene: Scene) -> str:
    """The text of the commands."""
    secret = "" if scene.is_signed else f"BBB_SECRET={_quoted(WRONG_SECRET)}\n"
    given = "".join(_command(each, _BODY) for each in scene.given)
    return f"{_HEAD}\n{secret}{given}{_command(scene.call, _REDIRECT if scene.redirects else _BODY)}"


def _command(call: Call, shown: str) -> str:
    query = urlencode(call.params, quote_via=quote, safe="")
    options = ["curl -sS -m 30", shown]
    if call.content_type:
        options.append(f"-H {_quoted(f'Content-Type: {call.content_type}')}")
    if call.body:
        options.append(f"-d {_quoted(call.body)}")
    elif call.is_post:
        options.append("-X POST")
    return f'{" ".join(options)} \\\n  "$(signed {call.name} {_quoted(query)})"\n'


def _quoted(text: str) -> str:
    return shlex.quote(text) if "'" in text else f"'{text}'"
