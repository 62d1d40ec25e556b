"""Looks for the mistake: first each alone, then two together."""

from __future__ import annotations

import hashlib
import itertools
import re
from dataclasses import replace

from bbb_errors.doctor.callback import of_callback
from bbb_errors.doctor.checksum import form_of
from bbb_errors.doctor.encoders import decoded, from_latin, on_the_wire, recoded, swapped
from bbb_errors.doctor.find import Result, Search
from bbb_errors.doctor.hashes import ACCEPTED, hmacs, wrong_hashes
from bbb_errors.doctor.mask import holds
from bbb_errors.doctor.request import Request, bare_secret
from bbb_errors.doctor.table import ENCODERS, REPAIRS
from bbb_errors.doctor.texts import alone, both_in_query, keyed_pairs, together, undone

PAIRS = 8_000_000  # bytes that may be hashed for two mistakes at once; half with the longer hashes


def diagnose(request: Request, secret: str) -> Result:
    """Look for the mistake: first each alone, then two together."""
    form = form_of(request.checksum)
    algorithm = form[0] if form else None
    if not secret or not (request.call or request.callback):
        return Result("incomplete", algorithm, query=request.query)
    if not request.checksum:
        return _finished(Result("incomplete", algorithm), request, secret)
    if bare_secret(decoded(request.checksum)).lower() == secret.lower():
        return _finished(Result("mistake", algorithm, (("secret-sent",),)), request, secret)
    if request.callback:
        return of_callback(request, secret, form)
    text = request.call + request.query + secret
    if form is None:
        cut = re.fullmatch("[0-9a-fA-F]{8,127}", request.checksum)
        right = [hashlib.new(name, text.encode()).hexdigest() for name in ACCEPTED]
        if cut and any(each.startswith(request.checksum.lower()) for each in right):
            return _finished(Result("mistake", None, (("cut-off",),)), request, secret)
        return _finished(Result("not-accepted", None), request, secret)
    shown = form[1]
    if request.call.startswith("hooks/") and re.search("[A-F]", request.checksum) and "base64" not in shown:
        shown += ("digits-case",)
    search = Search(form[0], shown, form[2])
    encoders = _look(search, request, secret)
    verdict = "mistake" if search.found else "unknown"
    if () in search.found:
        verdict, search.found = "right", {}
    raw = on_the_wire(request.query) != request.query
    found = Result(verdict, algorithm, search.mistakes, encoders=encoders, raw=raw, tried=search.tried)
    found = replace(found, repeated=verdict == "right" and bool(request.older))
    longer = not search.mistakes or search.mistakes[0] not in search.shorter
    return _finished(found, request, secret, as_it_is=longer)


def _look(search: Search, request: Request, secret: str) -> tuple[str, ...]:
    """Try all, until something fits; return the encoders that fit."""
    call, query = request.call, request.query
    text = call + query + secret
    length, size = len(text), len(text.encode()) + 64
    if search.gives(text) or (on_the_wire(query) != query and search.gives(call + on_the_wire(query) + secret)):
        search.fit(())
        return ()
    right = hashlib.new(search.algorithm, text.encode()).hexdigest()
    after = f"{query}&" if query else ""
    singles, others = list(alone(request, secret)), recoded(query)
    search.texts(singles, length)
    search.texts([(("checksum-included",), f"{call}{after}checksum={right}{secret}")], length)
    search.hashes(hmacs(call + query, secret, search.algorithm))
    search.hashes(wrong_hashes(text, secret, search.algorithm))
    if search.found:
        return ()
    names = []
    for place, other in others:
        if search.gives(call + other + secret):
            search.fit(("encoder",), shorter=len(other) < len(query))
            names += ENCODERS[place][0]
    if search.found:
        return tuple(dict.fromkeys(names))
    most = PAIRS // (size * (2 if len(search.digest) > 32 else 1))
    few = max(1, most // 16)
    for ids, other in singles[:few]:
        search.hashes(wrong_hashes(other, secret, search.algorithm), ids)
    for ids, digest in itertools.islice(keyed_pairs(request, secret, search.algorithm), few):
        search.hashes([("hmac", digest)], ids)
    search.texts(together(request, secret), length, most)
    for ids, other, first in itertools.islice(both_in_query(request), max(1, most - search.tried)):
        if search.gives(call + other + secret) and not undone(query, first, other):
            search.fit(ids, shorter=len(other) < len(query))
    return ()


def _finished(found: Result, request: Request, secret: str, *, as_it_is: bool = True) -> Result:
    """Fill in the right checksum, the digests and the repaired URL."""
    if request.callback:
        return found
    query = request.query
    for one in found.mistakes[0] if found.mistakes else ():
        if not as_it_is or one != "double-encoded":
            query = swapped(query, REPAIRS.get(one, ()))
        if one == "latin-1-escaped":
            query = from_latin(query)
    query = on_the_wire(query)
    text = (request.call + query + secret).encode()
    digests = tuple((name, hashlib.new(name, text).hexdigest()) for name in ACCEPTED)
    checksum = dict(digests)[found.algorithm if found.algorithm in ACCEPTED else "sha256"]
    joined = f"{query}&" if query else ""
    url = f"{request.base}{request.call}?{joined}checksum={checksum}"
    if holds(f"{request.base}{request.call}?{query}", secret):
        url = query = ""
    return replace(found, checksum=checksum, query=query, url=url, digests=digests)
