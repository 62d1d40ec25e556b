"""Parameters of answers that nothing else in the catalog names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reference.catalog.answer import Answer
from reference.catalog.index import Index
from reference.catalog.problems import Problem, suggest

_WORD = re.compile(r"[A-Za-z][\w.-]*\w|[A-Za-z]\w*")


def unknown_parameters(index: Index) -> Iterator[Problem]:
    """Parameters of one word that no request, setting or text names, if every file was loaded."""
    if index.failed:
        return
    named = {word for text in _texts(index) for word in _WORD.findall(text)}
    for answer, place in index.all(Answer):
        for number, parameter in enumerate(answer.parameters):
            if " " not in parameter and parameter.removesuffix("*") not in named:
                known = {name for other, _ in index.all(Answer) for name in other.parameters if name in named}
                what = f"no request, setting or text names the parameter `{parameter}`"
                yield place.at("parameters", number).problem(what, suggest(parameter, known, "say it in `condition`"))


def _texts(index: Index) -> Iterator[str]:
    """Yield all texts of the catalog, and the names and values in requests, but not what answers give as parameters."""
    for thing, _ in index.everything:
        for field in type(thing).model_fields:
            value = getattr(thing, field)
            if isinstance(value, str):
                yield value
            elif isinstance(value, Mapping):
                yield from (text for item in value.items() for text in item if isinstance(text, str))
            elif isinstance(value, tuple) and not (isinstance(thing, Answer) and field == "parameters"):
                yield from (item for item in value if isinstance(item, str))
