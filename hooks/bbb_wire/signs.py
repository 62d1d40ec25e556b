"""What the explain tool recognizes and says, taken from the content of errors.json.

The page of the tool and the program read the same. Shape:

    entries       {id: {url, name, key, kind, status, title, meaning, fixes, instead}}
    answers       [{id, entry, message, calls, format, json, returncode, status, condition, sent}]
    aliases       [{entry, text, seen}], another wording; a {placeholder} stands for any text
    keys          {other key: id}, spellings that servers never sent or no longer send
    placeholders  {name: meaning}
    formats       {id: title}
    front_ends    {id: {name, log}}
    sentences     [{front_end, url, texts, when, behind: [{what, entries}], log, next}], likeliest first, or a null log
"""

from __future__ import annotations

from typing import Any

Data = dict[str, Any]


def explain_data(reference: Data) -> Data:
    """The tool's data from the content of errors.json; raises KeyError or TypeError if it is something else."""
    errors = reference["errors"]
    return {
        "entries": {error["id"]: _entry(error) for error in errors},
        "answers": [_answer(answer, error["id"]) for error in errors for answer in error["answers"]],
        "aliases": [
            {"entry": error["id"], "text": alias["text"], "seen": alias["seen"]}
            for error in errors
            for alias in error["also_known_as"]
            if alias["text"]
        ],
        "keys": {alias["key"]: error["id"] for error in errors for alias in error["also_known_as"] if alias["key"]},
        "placeholders": {each["name"]: each["meaning"] for each in reference["placeholders"]},
        "formats": {each["id"]: each["title"] for each in reference["formats"]},
        "front_ends": {each["id"]: {"name": each["name"], "log": each["log"]} for each in reference["front_ends"]},
        "sentences": [
            _sentence(sentence, each["id"])
            for each in reference["front_ends"]
            for sentence in each["sentences"]
            if sentence["text"]
        ],
    }


def _entry(error: Data) -> Data:
    return {
        "url": error["page"],
        "name": error["key"] or error["title"],
        "key": error["key"],
        "kind": error["kind"],
        "status": error["status"],
        "title": error["title"],
        "meaning": error["meaning"],
        "fixes": error["fixes"],
        "instead": [*_later(error), *(f"{each['when']}: {each['send']}" for each in error["sent_instead"])],
    }


def _later(error: Data) -> list[str]:
    """What to say of a key that 3.0 does not send and another release line does."""
    if error["status"] == "sent":
        return []
    lines = [line for answer in error["answers"] for line in answer["lines"] if line["holds"] == "yes"]
    return [f"BigBlueButton {name} sends it." for name in dict.fromkeys(line["line"] for line in lines)]


def _answer(answer: Data, entry: str) -> Data:
    return {
        "id": answer["id"],
        "entry": entry,
        "message": answer["message"],
        "calls": answer["calls"],
        "format": answer["format"],
        "json": answer["json_on_request"],
        "returncode": answer["returncode"],
        "status": answer["http_status"],
        "condition": answer["condition"],
        "sent": answer["status"] == "sent",
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
