"""A stub BigBlueButton 3.0 server that gives every error of the reference over real HTTP.

It is a small honest BigBlueButton: same addresses, same order of checks, state in memory. Its texts come from the
catalog; a text that the catalog lacks cannot be sent. What it does not model it answers with HTTP 501 and says so.
Start it with ``python -m bbb_stub``, or use ``bbb_stub.server.StubServer`` in a test.
"""
