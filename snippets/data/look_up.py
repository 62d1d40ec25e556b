"""Look a key up without a network: errors.json lies in the folder where this runs."""

import json
from pathlib import Path

reference = json.loads(Path("errors.json").read_text(encoding="utf-8"))
by_key = {error["key"]: error for error in reference["errors"] if error["key"]}


def explain(key: str) -> str:
    """Return what a key means and what to do about it."""
    error = by_key.get(key)
    if error is None:
        return f"{key}: not in the reference"
    page = (reference["site"] or "") + error["page"]
    return "\n- ".join([f"{key}: {error['meaning']}", *error["fixes"], f"More: {page}"])


print(explain("idNotUnique"))
print(explain("somethingNew"))
