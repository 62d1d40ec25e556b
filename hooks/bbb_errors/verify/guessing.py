"""Guesses from the responses which release line a server is of, and whether a balancer stands before it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bbb_errors.verify.data import SERVER, VerifyData
from bbb_errors.verify.judging import Exchange, Judge, Server, Verdict, compare

ENOUGH = 5
"""Responses that only a balancer sends, from which on it counts as one."""


def line_of(version: str, data: VerifyData) -> str:
    """Return the release line of a version such as 3.0.4; empty if it is none that the catalog knows."""
    line = ".".join(version.split(".")[:2])
    return line if line in data.lines else ""


def speaker(exchanges: Iterable[Exchange], judge: Judge, data: VerifyData) -> str:
    """Return which program responds: the server, or the balancer most of whose own responses were seen."""
    found = dict.fromkeys(data.balancers, 0)
    for exchange in exchanges:
        if exchange.received.failure or judge.recognized(exchange, Server(data.read), (SERVER,)):
            continue
        for name in data.balancers:
            found[name] += judge.recognized(exchange, Server(data.read), (name,)) is not None
    best = max(found, key=lambda name: found[name], default=SERVER)
    return best if found.get(best, 0) >= ENOUGH else SERVER


def line(
    exchanges: Collection[Exchange], judge: Judge, data: VerifyData, speaker: str = SERVER
) -> tuple[str, list[str]]:
    """Return the line that fits the responses best, and all lines that fit equally well.

    Only what some line is known to send is looked at. A response that contradicts what is known of a line counts much
    against it. Where nothing is known of a line, it is taken to do what the line does that the catalog describes, and
    that counts a little against it either way. Of equals, the line that the catalog describes is taken, or else the
    newest.
    """
    servers = {name: Server(name, speaker) for name in data.lines}
    told = [each for each in exchanges if any(_explains(server, each, judge, data) for server in servers.values())]
    scores = {name: sum(_score(each, servers[name], judge, data) for each in told) for name in data.lines}
    best = max(scores.values())
    equal = [name for name, score in scores.items() if score == best]
    return (data.read if data.read in equal else equal[-1]), equal


def _explains(server: Server, exchange: Exchange, judge: Judge, data: VerifyData) -> bool:
    """Whether a response is what a line is known to send: the one of the catalog, or another in its place."""
    known, wanted = data.responses[exchange.own.provocation.response], judge.sample(exchange.own, server)
    holds = known.line(server.line).holds
    if known.speaker != SERVER or exchange.received.failure or wanted is None or holds == "unknown":
        return False
    same = compare(wanted, exchange, known)[0] is Verdict.SAME
    if holds == "yes" or same:
        return holds == "yes" and same
    return exchange.seen.is_success or judge.recognized(exchange, server, (SERVER,)) is not None


CONTRADICTED, SUPPOSED, SUPPOSED_WRONGLY = -10.0, -0.1, -1.0


def _score(exchange: Exchange, server: Server, judge: Judge, data: VerifyData) -> float:
    known = data.responses[exchange.own.provocation.response]
    holds = known.line(server.line).holds
    wanted = judge.sample(exchange.own, Server(data.read, server.speaker) if holds == "unknown" else server)
    if known.speaker != SERVER or exchange.received.failure or wanted is None:
        return 0.0
    same = compare(wanted, exchange, known)[0] is Verdict.SAME
    if server.speaker != SERVER and not same:
        return 0.0  # the balancer may have responded itself
    if holds != "unknown":
        return 0.0 if same is (holds == "yes") else CONTRADICTED
    return SUPPOSED if same is (known.line(data.read).holds == "yes") else SUPPOSED_WRONGLY
