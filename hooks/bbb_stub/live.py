"""Success forms of the catalog, with live values in place of the example values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from bbb_wire.response import escape_xml

_ELEMENT = re.compile(r"<(\w+)>[^<]*</\1>")


def with_values(body: str, live: Mapping[str, str]) -> str:
    """Put live values into the elements of a form of the catalog; raises KeyError for a name the form lacks."""
    left = dict(live)

    def value(match: re.Match[str]) -> str:
        name = match[1]
        return f"<{name}>{escape_xml(left.pop(name))}</{name}>" if name in left else match[0]

    filled = _ELEMENT.sub(value, body)
    if left:
        raise KeyError(f"the form has no {', '.join(left)}")
    return filled


def with_members(body: str, live: Mapping[str, str]) -> str:
    """Put live values into the members of the response in a form of the catalog; raises KeyError for one it lacks."""
    found = json.loads(body)
    if left := live.keys() - found["response"].keys():
        raise KeyError(f"the form has no {', '.join(left)}")
    found["response"] |= live
    return json.dumps(found, indent=4)
