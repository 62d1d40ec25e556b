"""The largest limit that a language can hold is one."""

from __future__ import annotations

from tests.client.raw_server import http, serving
from tests.client.test_calls import SECRET, SUCCESS
from tests.languages.driving import Driver

LARGEST = {"go": 2**63 - 1, "bash": 9_999_999_999_999}
LARGEST_OF_OTHERS = 2**31 - 1


def test_the_largest_limit_is_one(driver: Driver, language: str) -> None:
    with serving(lambda _: [http(SUCCESS)]) as raw:
        said = driver.call(raw.url, SECRET, limit=LARGEST.get(language, LARGEST_OF_OTHERS))
    assert said["ok"]["returncode"] == "SUCCESS", said
