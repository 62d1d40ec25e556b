"""Decide by key, with message_keys.py."""

from message_keys import MessageKey

for key in ("maxParticipantsReached", "checksumError", "somethingNew"):
    known = MessageKey.of(key)
    if known is None:
        print(f"{key}: not in the reference")
    elif known.retryable:
        print(f"{key}: try again later")
    else:
        print(f"{key}: change the request first, see {known.page}")
