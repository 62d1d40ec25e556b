"""The shape of errors.json, as types. The docstrings are the descriptions of its JSON Schema."""
