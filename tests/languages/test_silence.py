"""No client's message shows the secret or the checksum that was sent, in whatever letters a server writes it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import partial

import pytest

from tests.client.raw_server import http, serving
from tests.client.test_calls import SECRET
from tests.client.test_responses_read import FAILED
from tests.client.test_silence import ALPHABETS, PACKED, PARTED
from tests.languages.driving import Driver

Say = Callable[[str], str]
"""What a server makes of a checksum, or of a secret."""


def packing(pack: Callable[[bytes], bytes]) -> Say:
    """Say a text as its bytes are packed."""
    return lambda text: pack(text.encode()).decode()


KINDS: dict[str, Say] = {**ALPHABETS, **{name: packing(pack) for name, pack in PACKED.items()}}
OF_CHECKSUMS = {**KINDS, **{sign: sign.join for sign in PARTED}}
OF_SECRETS = {name: say for name, say in KINDS.items() if not name.startswith("half")}
"""Half of a secret may be any word."""


def message(driver: Driver, say: Say, secret: str = SECRET) -> str:
    """What a client shows of a message that a server makes of the checksum."""

    def reply(head: bytes) -> list[bytes]:
        said = say(head.split(b" ")[1].decode().rpartition("checksum=")[2])
        return [http((FAILED % b"notFound").replace(b"No.", said.encode()))]

    with serving(reply) as raw:
        error = driver.call(raw.url, secret, "end")["error"]
    assert error["key"] == "notFound"
    return str(error["message"])


def always(text: str) -> Say:
    """Say a text, whatever was sent."""
    return lambda _: text


def test_a_checksum_in_letters_of_every_kind(driver: Driver) -> None:
    shown = {name: message(driver, say) for name, say in OF_CHECKSUMS.items()}
    assert {name: text for name, text in shown.items() if text != "***"} == {}


def test_a_secret_in_letters_of_every_kind(driver: Driver) -> None:
    shown = {name: message(driver, always(say(SECRET))) for name, say in OF_SECRETS.items()}
    assert {name: text for name, text in shown.items() if text != "***"} == {}


@pytest.mark.parametrize("end", ["a", "ab", "abc"])
def test_the_whole_of_a_secret_in_base64(driver: Driver, end: str) -> None:
    secret = SECRET + end
    for before in (b"", b"u", b"u:"):
        packed = base64.b64encode(before + secret.encode()).decode()
        assert message(driver, always(packed), secret) == "***"


def digest(checksum: str, before: bytes) -> str:
    """The bytes of a checksum in base64, with others before them."""
    return base64.b64encode(before + bytes.fromhex(checksum)).decode()


@pytest.mark.parametrize("before", [b"", b"?", b"??"])
def test_the_digest_itself_in_base64(driver: Driver, before: bytes) -> None:
    assert message(driver, partial(digest, before=before)) == "***"


def test_what_looks_like_it_stays(driver: Driver) -> None:
    meeting = "183f0bf3a0982a127bdb8161e0c44eb696b3e75c-1531240585189"
    for text in (f"no {meeting}", "6e:6f:74 =41 %41 \\u0041", "100%", "{} = [*] ?", "a" * 60, "to be seen"):
        assert message(driver, always(text)) == text


def test_other_base64_stays(driver: Driver, language: str) -> None:
    """But in Bash, which does not unpack it, and masks every long word that looks like it."""
    packed = base64.b64encode(b"the 1st meeting of this morning is over").decode()
    assert message(driver, always(packed)) == ("***" if language == "bash" else packed)
