"""What the explain tool recognizes and says, taken from the content of errors.json.

The page of the tool and the program read the same. Shape:

    entries       {id: {url, name, key, kind, status, doctor, title, meaning, fixes, causes: [{cause, tell}], instead,
                  said_by: [{speaker, lines}], for_line: {line: {fixes, causes}}}}; `for_line` has the numbers of those
                  that name a release line
    answers       [{id, entry, speaker, message, calls, format, json, returncode, status, condition, sent, not_in,
                  texts}]; release lines that don't send it, and {line: message} of those that word it differently
    speakers      {id: {name, url, tell}}, the server first; url and tell are null for what has no page
    aliases       [{entry, text, seen, wire, lines}], another wording, and the release lines that send it; a
                  {placeholder} stands for any text; without `wire` it is a description that no server sends
    keys          {other key: id}, spellings that servers never sent or no longer send
    placeholders  {name: meaning}
    formats       {id: title}
    front_ends    {id: {name, log}}
    sentences     [{front_end, url, texts, when, behind: [{what, entries}], log, next}], likeliest first, or a null log
    addresses     [{id, pattern, status, says, within, entries, cause, url, success}], from the rules
    signs, causes, markers, statuses, bodies: see signs_around.py
"""

from __future__ import annotations

from typing import Any

from bbb_wire.releases_named import lines_named
from bbb_wire.rules import rules
from bbb_wire.signs_around import signs_around

Data = dict[str, Any]

DOCTOR = "fix the secret"
"""The remedy of the entries for which the checksum doctor finds the mistake."""

SERVER = "bigbluebutton"
"""The speaker that has release lines."""


def explain_data(reference: Data) -> Data:
    """The tool's data from the content of errors.json; raises KeyError or TypeError if it is something else."""
    errors = reference["errors"]
    releases = [release["id"] for release in reference["releases"]]
    paraphrases = rules()["wordings"]["paraphrases"]
    written = {call["name"]: call["written"] for call in reference["calls"]}
    return {
        "entries": {error["id"]: _entry(error, releases) for error in errors},
        "answers": [_answer(answer, error["id"], written) for error in errors for answer in error["answers"]],
        "aliases": [
            *(
                {"entry": error["id"], "wire": True, **wording}
                for error in errors
                for wording in _wordings(error, releases)
            ),
            *(
                {
                    "entry": error["id"],
                    "wire": alias["seen"] not in paraphrases,
                    "text": alias["text"],
                    "seen": alias["seen"],
                    "lines": [],
                }
                for error in errors
                for alias in error["also_known_as"]
                if alias["text"]
            ),
        ],
        "keys": {
            other["key"]: error["id"]
            for error in errors
            for other in (*error["also_known_as"], *error["answers"])
            if other["key"]
        },
        "speakers": {
            each["id"]: {"name": each["name"], "url": each["page"], "tell": next(iter(each["known_by"]), None)}
            for each in reference["speakers"]
        },
        "placeholders": {each["name"]: each["meaning"] for each in reference["placeholders"]},
        "formats": {each["id"]: each["title"] for each in reference["formats"]},
        "front_ends": {each["id"]: {"name": each["name"], "log": each["log"]} for each in reference["front_ends"]},
        "sentences": [
            _sentence(sentence, each["id"])
            for each in reference["front_ends"]
            for sentence in each["sentences"]
            if sentence["text"]
        ],
        "addresses": [_address(each) for each in rules()["addresses"]],
        **signs_around(reference),
    }


def _address(rule: Data) -> Data:
    return {
        "id": rule["id"],
        "pattern": rule["pattern"],
        "status": rule.get("status"),
        "says": rule["says"],
        "within": rule.get("within"),
        "entries": rule["entries"],
        "cause": rule.get("cause"),
        "url": rule.get("page"),
        "success": rule.get("success", False),
    }


def _entry(error: Data, releases: list[str]) -> Data:
    return {
        "url": error["page"],
        "name": error["key"] or error["title"],
        "key": error["key"],
        "kind": error["kind"],
        "status": error["status"],
        "doctor": error["remedy"] == DOCTOR,
        "title": error["title"],
        "meaning": error["meaning"],
        "fixes": error["fixes"],
        "causes": [{"cause": each["cause"], "tell": each["tell"]} for each in error["causes"]],
        "instead": [*_senders(error, releases), *(f"{each['when']}: {each['send']}" for each in error["sent_instead"])],
        "said_by": _said_by(error, releases),
        "for_line": _for_line(error, releases),
    }


def _for_line(error: Data, releases: list[str]) -> dict[str, dict[str, list[int]]]:
    """Return for release lines the numbers of the fixes and causes that name them."""
    texts = {
        "fixes": error["fixes"],
        "causes": [f"{each['cause']} {each['tell'] or ''}" for each in error["causes"]],
    }
    named = {part: [lines_named(text, releases) for text in own] for part, own in texts.items()}
    return {
        line: {part: [n for n, lines in enumerate(own) if line in lines] for part, own in named.items()}
        for line in releases
        if any(line in lines for own in named.values() for lines in own)
    }


def _said_by(error: Data, releases: list[str]) -> list[Data]:
    """Who sends an entry: ids of speakers, and of BigBlueButton the release lines in words."""
    found: dict[str, set[str]] = {}
    for answer in error["answers"]:
        sending = {
            line["line"] for line in answer["lines"] if line["holds"] == "yes" and "-" not in (line["until"] or "")
        }
        if sending or (answer["status"] == "sent" and not answer["lines"]):
            found.setdefault(answer["speaker"], set()).update(sending)
    return [
        {"speaker": speaker, "lines": _spans(names, releases) if speaker == SERVER else ""}
        for speaker, names in found.items()
    ]


def _senders(error: Data, releases: list[str]) -> list[str]:
    """What to say of a key that 3.0 does not send and another release line, or a pre-release, does."""
    if error["status"] == "sent":
        return []
    sending = [line for answer in error["answers"] for line in answer["lines"] if line["holds"] == "yes"]
    tried = {line["until"].strip("≤≥") for line in sending if "-" in (line["until"] or "")}
    names = {line["line"] for line in sending if "-" not in (line["until"] or "")}
    said = " and ".join(part for part in (_spans(names, releases), *sorted(tried)) if part)
    return [f"BigBlueButton {said} sends it."] if said else []


def _wordings(error: Data, releases: list[str]) -> list[Data]:
    """The texts that release lines send in place of an answer's own, and which lines."""
    found: dict[str, set[str]] = {}
    for answer in error["answers"]:
        for line in answer["lines"]:
            if line["message"]:
                found.setdefault(line["message"], set()).add(line["line"])
    return [
        {"text": text, "seen": f"BigBlueButton {_spans(names, releases)}", "lines": sorted(names)}
        for text, names in found.items()
    ]


def _spans(names: set[str], releases: list[str]) -> str:
    """Some release lines in words, what lies in a row as a span: `2.2 to 2.5 and 4.0`."""
    rows: list[list[str]] = []
    for number, name in enumerate(releases):
        if name in names and number and releases[number - 1] in names:
            rows[-1].append(name)
        elif name in names:
            rows.append([name])
    words = [row[0] if len(row) == 1 else f"{row[0]} to {row[-1]}" for row in rows]
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _answer(answer: Data, entry: str, written: dict[str, str]) -> Data:
    return {
        "id": answer["id"],
        "entry": entry,
        "speaker": answer["speaker"],
        "message": answer["message"],
        "calls": [written[name] for name in answer["calls"]],
        "format": answer["format"],
        "json": answer["json_on_request"],
        "returncode": answer["returncode"],
        "status": answer["http_status"],
        "condition": answer["condition"],
        "sent": answer["status"] == "sent",
        "not_in": [line["line"] for line in answer["lines"] if line["holds"] == "no"],
        "texts": {line["line"]: line["message"] for line in answer["lines"] if line["message"]},
    }


def _sentence(sentence: Data, front_end: str) -> Data:
    return {
        "front_end": front_end,
        "url": sentence["page"],
        "texts": [sentence["text"], *sentence["codes"]],
        "when": sentence["when"],
        "behind": [{"what": each["what"], "entries": each["errors"]} for each in sentence["behind"]],
        "log": sentence["log"],
        "next": sentence["next"],
    }
