"""A library for tokens says of a short key what the catalog says that it says."""

from __future__ import annotations

import warnings

import pytest

from tests.network.known import known

jwt = pytest.importorskip("jwt", reason="no PyJWT here; install requirements-test.txt")

SECRET = "example-shared-secret-of-40-characters-x"  # noqa: S105 - an example
"""As long as the secret that a server makes for itself."""


def test_a_key_that_is_short_for_the_algorithm_is_warned_of() -> None:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        token = jwt.encode({"meeting_id": "algebra-1"}, SECRET, "HS512")
        claims = jwt.decode(token, SECRET, algorithms=["HS512"])
    assert claims == {"meeting_id": "algebra-1"}
    texts = {f"{each.category.__name__}: {each.message}" for each in said}
    assert len(SECRET) == 40
    assert [text for text in texts if not known().has("PyJWT", "jwt", text)] == []
    assert texts


def test_a_key_that_is_long_enough_is_not() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        jwt.encode({}, SECRET * 2, "HS512")
