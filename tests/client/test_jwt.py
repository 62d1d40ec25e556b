"""Tokens: those that a secret has signed are read, and all others are a WrongToken, however they are built."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

import bbb_jwt
from bbb_stub.outgoing.tokens import token
from bbb_wire.signing import EXAMPLE_SECRET
from tests.client.test_receivers import EXAMPLES


@pytest.mark.parametrize("row", EXAMPLES["tokens"], ids=lambda row: str(row["header"]))
def test_a_token_of_the_real_library_is_verified(row: dict[str, Any]) -> None:
    assert bbb_jwt.verified(row["token"], ["no", EXAMPLE_SECRET], now=1_700_000_000) == row["claims"]
    for secrets, now in ((["no"], 0), ([], 0), ([EXAMPLE_SECRET], 1_800_000_000)):
        if now and "exp" not in row["claims"]:
            continue
        with pytest.raises(bbb_jwt.WrongToken):
            bbb_jwt.verified(row["token"], secrets, now=now or 1_700_000_000)


@pytest.mark.parametrize("algorithm", ["none", "None", "HS1", "RS256", "", None, 1, [], ["HS256"], {}, {"HS256": 1}])
def test_only_two_algorithms_are_taken(algorithm: object) -> None:
    _, claims, signature = token({"alg": "HS256"}, {}, EXAMPLE_SECRET).split(".")
    head = base64.urlsafe_b64encode(json.dumps({"alg": algorithm}).encode()).decode().rstrip("=")
    for last in (signature, ""):
        with pytest.raises(bbb_jwt.WrongToken):
            bbb_jwt.verified(f"{head}.{claims}.{last}", [EXAMPLE_SECRET])


@pytest.mark.parametrize("wrong", [None, 5, b"a.b.c", ["a.b.c"], "", "a", "a.b", "a.b.c.d", "é.b.c", "bnVsbA.e30.AA"])
def test_what_is_no_token_is_a_wrong_token(wrong: Any) -> None:
    with pytest.raises(bbb_jwt.WrongToken):
        bbb_jwt.verified(wrong, [EXAMPLE_SECRET])
