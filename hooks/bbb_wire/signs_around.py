"""What people have on their screen besides responses, for the explain tool, taken from the content of errors.json.

Shape of what this module makes:

    signs     [{source, who, url, text, means, entries, proves, number, behind: [{what, url}]}], where `source` is log,
              client (what the client of a meeting shows) or library, and `proves` says that it is the first entry
    causes    {id: {entries, url}}, causes for which no response comes, the likeliest entry first
    markers   [{text, causes: {id: in how many texts}}], pieces of what HTTP libraries and parsers say
    statuses  {status: entries}, the entry on the status itself first
    bodies    [{entry, text}], bodies without key and message, shortened by `bare_body`
"""

from __future__ import annotations

import re
from typing import Any

Data = dict[str, Any]

FIXED = 6
"""Letters that the fixed part of a sign must have."""


def signs_around(reference: Data) -> Data:
    """Return signs, causes, markers, statuses and bodies."""
    causes = {each["id"]: {"entries": each["errors"], "url": each["page"]} for each in reference["client_texts"]}
    return {
        "signs": [*_log_lines(reference), *_join_texts(reference), *_wrapped(reference, causes)],
        "causes": causes,
        "markers": [
            {
                "text": marker["text"],
                "causes": _seen(each["id"], marker),
            }
            for each in reference["client_texts"]
            for marker in each["markers"]
        ],
        "statuses": _statuses(reference["errors"]),
        "bodies": _bodies(reference["errors"]),
    }


def bare_body(text: str) -> str:
    """Return a body without XML declaration, and without white space at its ends and between its tags."""
    text = re.sub(r"<\?xml[^>]*\?>", "", text, count=1)
    return re.sub(r"[\t-\r ]+", " ", re.sub(r">[\t-\r ]+<", "><", text)).strip(" ")


def _seen(cause: str, marker: Data) -> dict[str, int]:
    """Return how much a marker points to which cause: in how many texts it is; known from elsewhere, it counts once."""
    also = {other["cause"]: other["seen"] for other in marker["also"]}
    seen = {cause: marker["seen"] - sum(also.values()), **also}
    return {each: max(1, count) for each, count in seen.items()}


def _open(text: str) -> str:
    """Return a text of a log as a template: what is left out is a placeholder, and none stands at the beginning."""
    return re.sub(r"^(?:\{[A-Za-z_][A-Za-z_ ]*\}|[^A-Za-z{])+(?=[A-Za-z])", "", text.replace("…", "{more}"))


def _is_sign(text: str) -> bool:
    return len(re.sub(r"\{[A-Za-z_][A-Za-z_ ]*\}|[^A-Za-z]", "", text)) >= FIXED


def _log_lines(reference: Data) -> list[Data]:
    logs = {each["id"]: each["name"] for each in reference["logs"]}
    return [
        {
            "source": "log",
            "who": logs[line["log"]],
            "url": line["page"],
            "text": _open(line["text"]),
            "means": line["means"],
            "entries": line["errors"],
            "proves": line["matters"] == "failure" and len(line["errors"]) == 1,
            "number": None,
            "behind": _troubles(reference, line["causes"]),
        }
        for line in reference["log_lines"]
        if _is_sign(line["text"])
    ]


def _join_texts(reference: Data) -> list[Data]:
    return [
        {
            "source": "client",
            "who": "the client of a meeting",
            "url": each["page"],
            "text": text,
            "means": each["means"],
            "entries": each["errors"],
            "proves": False,
            "number": each["number"],
            "behind": _troubles(reference, each["causes"]),
        }
        for each in reference["join_texts"]
        for text in (each["text"], each["key"], *each["older"])
        if text
    ]


def _troubles(reference: Data, causes: list[str]) -> list[Data]:
    known = {each["id"]: {"what": each["title"], "url": each["page"]} for each in reference["join_troubles"]}
    return [known[each] for each in causes]


def _wrapped(reference: Data, causes: dict[str, Data]) -> list[Data]:
    return [
        {
            "source": "library",
            "who": each["name"],
            "url": None,
            "text": _open(wrapped["text"]),
            "means": "A client library puts this around what its HTTP library or parser said.",
            "entries": list(
                dict.fromkeys(entry for cause in wrapped["causes"] for entry in causes[cause]["entries"][:1])
            ),
            "proves": False,
            "number": None,
            "behind": [],
        }
        for each in reference["libraries"]
        for wrapped in each["wraps"]
        if _is_sign(wrapped["text"])
    ]


def _statuses(errors: list[Data]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for error in errors:
        for status in dict.fromkeys(answer["http_status"] for answer in error["answers"]):
            if status and status not in (200, 302) and error["kind"] == "transport":
                found.setdefault(str(status), []).append(error["id"])
    return {
        status: sorted(entries, key=lambda entry: (not entry.startswith(f"http-{status}"), len(entry)))
        for status, entries in found.items()
    }


def _bodies(errors: list[Data]) -> list[Data]:
    found = [
        (error["id"], bare_body(answer["sample"]))
        for error in errors
        for answer in error["answers"]
        if answer["sample"] and not answer["message"] and not answer["key"] and not error["key"]
    ]
    return [{"entry": entry, "text": text} for entry, text in dict.fromkeys(found) if "…" not in text]
