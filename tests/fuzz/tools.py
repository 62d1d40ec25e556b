"""Fuzz the two tools in Python: whatever is pasted, they end, say something, and never show the secret.

python -m tests.fuzz tools 60
"""

from __future__ import annotations

import random
import time

from bbb_errors import checksum_doctor
from bbb_errors.matcher import Matcher
from bbb_wire.signs import explain_data
from reference.exports.publication import Publication
from tests.real import real_catalog

SECRET = "Zq7Kx0PwLm42Vb9Tn"  # noqa: S105 - made up
SLOW = 5.0
"""Seconds that nothing may take."""

BITS = [
    *("<response>", "</response>", "<returncode>FAILED</returncode>", "<messageKey>", "</messageKey>", "<message>"),
    *('{"response":', '"messageKey":"', '"', "}", "[", "]", "&lt;", "&amp;", "%25", "%3D", "\\u003c", "\\", "\0"),
    *(
        "checksumError",
        "notFound",
        "Params required",
        "Meeting with id [",
        "\ud800",
        "\u202e",
        " ",
        "\n",
        "HTTP/1.1 500",
    ),
    *("https://b.example/bigbluebutton/api/", "create?", "name=", "&checksum=", "a" * 40, "0" * 64, SECRET, "é", "😀"),
]


def run(seconds: float) -> None:
    """Paste texts for so many seconds; raises on the first failure, showing the text."""
    matcher = Matcher(explain_data(Publication(real_catalog()).reference.model_dump(mode="json")))
    chance = random.Random()  # noqa: S311 - no secrets
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        text = "".join(chance.choices(BITS, k=chance.randrange(1, chance.choice((5, 50, 2000)))))
        begun = time.monotonic()
        try:
            matcher.explain(text)
            _doctor(text[:20_000])
        except Exception as error:
            raise AssertionError(f"failed on {text[:2000]!r}") from error
        assert time.monotonic() - begun < SLOW, f"slow: {text[:2000]!r}"


def _doctor(text: str) -> None:
    request = checksum_doctor.request_in(text)
    if request is not None and len(request.query) < 500:
        result = checksum_doctor.diagnose(request, SECRET)
        said = "\n".join(checksum_doctor.report(request, result))
        assert SECRET not in said.replace(request.query, "").replace(request.base, ""), said
