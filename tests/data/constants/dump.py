"""Prints all that message_keys.py holds, a key on each line, then what it says of keys that it does not hold."""

from message_keys import MessageKey

for key in MessageKey:
    assert MessageKey.of(str(key)) is MessageKey(str(key)) is key
    print(key, key.kind, key.status, str(key.retryable).lower(), key.page, sep="\t")
unknown = [MessageKey.of(text) for text in ("", "checksumerror", "constructor", None)]
print("none of the others" if unknown == [None] * 4 else unknown)
