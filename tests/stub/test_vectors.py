"""The stub against BigBlueButton's own code: 1,200 requests with their answers, all in one go."""

from __future__ import annotations

from tests.stub import vectors

LEFT_OUT = 22
"""Vectors that hold for no release: tests/data/oracle-vectors.yml says at its head which."""


def test_the_stub_answers_as_the_code_did() -> None:
    answers, found = vectors.load()
    holding = [vector for vector in found if vectors.left_out(vector) is None]
    assert len(found) - len(holding) == LEFT_OUT, "a vector that holds must not be left out"
    differ = [f"{dict(vector)}\n    {said}" for vector, said in vectors.differences(holding, answers)]
    assert not differ, f"{len(differ)} of {len(holding)}:\n" + "\n".join(differ[:20])
