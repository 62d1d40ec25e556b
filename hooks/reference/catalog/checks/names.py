"""Names that clash, names that nobody uses, and entries that contradict themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bbb_wire.response import PLACEHOLDER
from reference.catalog.answer import Answer
from reference.catalog.call import Call, Step, SuccessForm
from reference.catalog.callbacks import Callback
from reference.catalog.client_texts import ClientCause
from reference.catalog.error import Error
from reference.catalog.evidence import Evidence, Line
from reference.catalog.index import Index, Place, declarations
from reference.catalog.lists import Category, ContentsFile, FormatsFile, Rank
from reference.catalog.log_lines import LogGroup
from reference.catalog.problems import Problem, suggest
from reference.catalog.refs import BODY_PARTS
from reference.catalog.silent_success import SilentGroup
from reference.catalog.surroundings import FrontEnd, Library, Upgrade
from reference.catalog.symptoms import Decision, Symptom, SymptomGroup
from reference.catalog.vocabulary import Format, address_of, camel, is_nameable, upper

_BRACES = re.compile(r"\{([^{}]*)\}")
TODO = re.compile(r"TODO\b")
"""How a text begins that is not written yet."""
_NO_MESSAGE = (Format.HTML, Format.TEXT, Format.EMPTY, Format.NONE)


def duplicate_names(index: Index) -> Iterator[Problem]:
    """Names given twice within their kind, also when only the case differs."""
    for kind in declarations().keys() - {"key"}:
        first: dict[str, tuple[str, Place]] = {}
        for name, place in index.declared(kind):
            folded = name if kind == "placeholder" else name.lower()
            if folded not in first:
                first[folded] = (name, place)
                continue
            other, where = first[folded]
            what = f"{kind} `{name}` is there twice, first at {where}"
            if other != name:
                what = f"{kind} `{name}` differs only in case from `{other}` at {where}"
            yield place.at(declarations()[kind].field).problem(what, "merge the two, or rename one")


def repeated_items(index: Index) -> Iterator[Problem]:
    """Texts and names that stand in a list twice, but for the answers of steps and the keys of ranks."""
    for thing, place in index.everything:
        for field in () if isinstance(thing, Step | Rank) else type(thing).model_fields:
            value = getattr(thing, field)
            for number, item in enumerate(value if isinstance(value, tuple) else ()):
                if isinstance(item, str) and item in value[:number]:
                    yield place.at(field, number).problem(f"`{item}` is there twice", "keep one")


def empty_fields(index: Index) -> Iterator[Problem]:
    """Fields that are named and have no value."""
    for thing, place in index.everything:
        for field in type(thing).model_fields:
            if field in thing.model_fields_set and getattr(thing, field) is None:
                yield place.at(field).problem(f"`{field}` is empty", "write its value, or delete the line")


def duplicate_numbers(index: Index) -> Iterator[Problem]:
    """Ranks with the same number, keys with two ranks."""
    ranks: dict[int, Place] = {}
    keys: dict[str, Place] = {}
    for rank, place in index.all(Rank):
        if rank.rank in ranks:
            yield place.at("rank").problem(f"rank {rank.rank} is there twice", "put keys of one rank into one list")
        ranks.setdefault(rank.rank, place)
        for number, key in enumerate(rank.keys):
            here = place.at("keys", number)
            if key in keys:
                yield here.problem(f"`{key}` has two ranks, first in line {keys[key].line}", "delete one of them")
            keys.setdefault(key, here)


def clashing_constants(index: Index) -> Iterator[Problem]:
    """Keys that cannot be a constant in a program, or would be the same constant as another key."""
    taken: dict[str, str] = {}
    for error, place in index.all(Error):
        if error.key is None:
            continue
        if not is_nameable(error.key):
            what = f"the key `{error.key}` cannot be the name of a constant"
            yield place.at("key").problem(what, "correct the key, or teach hooks/reference/catalog/vocabulary.py")
            continue
        for name in (camel(error.key).upper(), upper(error.key)):
            other = taken.setdefault(name, error.key)
            if address_of(other).lower() != error.address.lower():
                what = f"the keys `{other}` and `{error.key}` would be the same constant {name}"
                yield place.at("key").problem(what, "teach hooks/reference/catalog/vocabulary.py to tell them apart")
                break


def misplaced_files(index: Index) -> Iterator[Problem]:
    """Files whose name is not that of the entry or call in them, and entries in the folder of no category."""
    categories = index.names("category")
    named = [("entry", error.address, place) for error, place in index.all(Error)]
    named += [("call", call.name, place) for call, place in index.all(Call)]
    named += [("front end", each.id, place) for each, place in index.all(FrontEnd)]
    named += [("library", each.id, place) for each, place in index.all(Library)]
    named += [("upgrade", each.id, place) for each, place in index.all(Upgrade)]
    named += [("symptom group", each.id, place) for each, place in index.all(SymptomGroup)]
    named += [("decision", each.id, place) for each, place in index.all(Decision)]
    named += [("cause", each.id, place) for each, place in index.all(ClientCause)]
    named += [("group of lines", each.id, place) for each, place in index.all(LogGroup)]
    named += [("group of silent successes", each.id, place) for each, place in index.all(SilentGroup)]
    named += [("callback", each.id, place) for each, place in index.all(Callback)]
    for kind, name, place in named:
        if index.stem(place) != name:
            what = f"the {kind} `{name}` stands in {index.stem(place)}.yml"
            yield place.problem(what, f"rename the file to {name}.yml, or correct the name")
    for _, place in index.all(Error):
        if categories is not None and index.folder(place) not in categories:
            todo = suggest(index.folder(place), categories, "declare it in contents.yml")
            yield place.problem(f"no category is named `{index.folder(place)}`, as this folder is", todo)


def misplaced_first_entries(index: Index) -> Iterator[Problem]:
    """Entries that a category puts first and does not have."""
    folders = {error.address: index.folder(place) for error, place in index.all(Error)}
    for category, place in index.all(Category):
        for number, name in enumerate(category.first):
            here = place.at("first", number)
            if folders.get(name, category.id) != category.id:
                what = f"`{name}` is an entry of `{folders[name]}`"
                yield here.problem(what, "delete it here, or move the entry's file")


def unwritten_texts(index: Index) -> Iterator[Problem]:
    """Texts of a skeleton that nobody has written yet."""
    for thing, place in index.everything:
        for field in type(thing).model_fields:
            value = getattr(thing, field)
            many = isinstance(value, tuple)
            for number, text in enumerate(value if many else [value]):
                if isinstance(text, str) and TODO.match(text):
                    here = place.at(field, number) if many else place.at(field)
                    yield here.problem(f"`{field}` is not written yet", f"write {text.partition(': ')[2] or 'it'}")


def unseen_misspellings(index: Index) -> Iterator[Problem]:
    """Misspelled words that no text of a server has."""
    texts = [answer.message or "" for answer, _ in index.all(Answer)]
    texts += [text for symptom, _ in index.all(Symptom) for text in symptom.seen_as]
    words = {word for text in texts for word in text.split()}
    for contents, place in index.all(ContentsFile):
        for number, word in enumerate(contents.misspelled):
            if word not in words:
                yield place.at("misspelled", number).problem(f"no text of a server has `{word}`", "delete it")


def clashing_aliases(index: Index) -> Iterator[Problem]:
    """Aliases whose address is taken by an entry or by another alias."""
    entries = {error.address.lower(): (error, place) for error, place in index.all(Error)}
    aliases: dict[str, Place] = {}
    for error, place in index.all(Error):
        for number, alias in enumerate(error.aliases):
            if alias.key is None:
                continue
            here = place.at("aliases", number, "key")
            address = address_of(alias.key)
            taken, where = entries.get(address.lower(), (None, None))
            if address == error.address:
                yield here.problem(f"alias `{alias.key}` is the entry's own address", "delete it")
            elif taken is not None and taken is not error:
                what = f"alias `{alias.key}` is the address of an entry at {where}"
                yield here.problem(what, "delete it; link the entry in `related`")
            elif address.lower() in aliases:
                what = f"alias `{alias.key}` is there twice, first at {aliases[address.lower()]}"
                yield here.problem(what, "delete one of them")
            aliases.setdefault(address.lower(), here)


def misplaced_causes(index: Index) -> Iterator[Problem]:
    """Causes of failures whose own page is not the one that shows their texts, and pages that show those of two."""
    entries = {error.address for error, _ in index.all(Error)}
    keys = {address_of(a.key).lower(): error for error, _ in index.all(Error) for a in error.aliases if a.key}
    shown: dict[str, str] = {}
    for cause, place in index.all(ClientCause):
        if cause.id in entries and (cause.errors[0] != cause.id or cause.page):
            what = f"`{cause.id}` is an entry, and its texts are shown elsewhere"
            yield place.at("errors").problem(what, "name it first under `errors`, without `page`")
        elif cause.page is None and cause.errors[0] in shown:
            what = f"`{cause.errors[0]}` shows the texts of `{shown[cause.errors[0]]}` already"
            yield place.at("errors").problem(what, f"write an entry `{cause.id}`")
        elif cause.id.lower() in keys:
            what = f"`{cause.id}` is the address of an alias of `{keys[cause.id.lower()].name}`"
            yield place.at("id").problem(what, "delete the alias")
        if cause.page is None:
            shown.setdefault(cause.errors[0], cause.id)
        for number, marker in enumerate(cause.markers):
            if any(other.cause == cause.id for other in marker.also):
                what = f"`{marker.text}` is its own other cause"
                yield place.at("markers", number, "also").problem(what, "delete it there")


def self_related(index: Index) -> Iterator[Problem]:
    """Entries related to themselves."""
    for error, place in index.all(Error):
        for number, name in enumerate(error.related):
            if name == error.address:
                yield place.at("related", number).problem(f"`{name}` is related to itself", "delete it")


def contradicting_bodies(index: Index) -> Iterator[Problem]:
    """Messages that the form of the body has no place for."""
    for answer, place in index.all(Answer):
        if answer.message is not None and answer.format in _NO_MESSAGE:
            what = f"a body of the form `{answer.format}` has no `message`"
            yield place.at("message").problem(what, "write it as `body`, or correct `format`")
        if answer.body is not None and answer.format is Format.EMPTY:
            yield place.at("body").problem("an empty body has no `body`", "delete it, or correct `format`")


def wrong_placeholders(index: Index) -> Iterator[Problem]:
    """Placeholders in wire texts that are not declared, or only in the file of another entry."""
    known = index.names("placeholder")
    if known is None:
        return
    declared: dict[str, list[Place]] = {}
    for name, place in index.declared("placeholder"):
        declared.setdefault(name, []).append(place)
    for place, text, pattern in _wire_texts(index):
        right = ("formats.yml", index.paths[place.document.name])
        if pattern is _BRACES and (lone := re.search(r"[{}].*", pattern.sub("", text))):
            yield place.problem(f"a brace without its other one: `{lone[0]}`", "close it, or delete it", part=lone[0])
        for match in pattern.finditer(text):
            name = match[1]
            if name not in known and not (pattern is PLACEHOLDER and name in BODY_PARTS):
                todo = suggest(name, known, "declare it under `placeholders` of the entry, or in formats.yml")
                yield place.problem(f"no placeholder is named `{name}`", todo, part=match[0])
            elif name in declared and not any(index.paths[each.document.name] in right for each in declared[name]):
                what = f"placeholder `{name}` is declared for another entry alone, at {declared[name][0]}"
                yield place.problem(what, "declare it in formats.yml", part=match[0])


def missing_formats(index: Index) -> Iterator[Problem]:
    """Forms of bodies that formats.yml does not describe."""
    for file, place in index.all(FormatsFile):
        described = {info.id for info in file.formats}
        for form in Format:
            if form not in described:
                yield place.at("formats").problem(f"form `{form}` is not described", f"add an item with `id: {form}`")


def unused_names(index: Index) -> Iterator[Problem]:
    """Declared placeholders, sources, files, runs and speakers that nothing uses, if every file was loaded."""
    if index.failed:
        return
    evidence = [thing for thing, _ in index.all(Evidence)]
    used: dict[str, set[str | None]] = {
        "placeholder": {match[1] for _, text, _ in _wire_texts(index) for match in PLACEHOLDER.finditer(text)},
        "source": {e.at for e in evidence},
        "file": {e.file for e in evidence},
        "run": {e.run for e in evidence},
        "speaker": {answer.speaker for answer, _ in index.all(Answer)},
    }
    for kind, names in used.items():
        for name, place in index.declared(kind):
            if name not in names:
                yield place.problem(f"{kind} `{name}` is never used", "use it, or delete it")


def _wire_texts(index: Index) -> Iterator[tuple[Place, str, re.Pattern[str]]]:
    """Yield the texts with placeholders; only in messages is every pair of braces one."""
    for answer, place in index.all(Answer):
        for field, text, pattern in (
            ("message", answer.message, _BRACES),
            ("literal", answer.literal, _BRACES),
            ("body", answer.body, PLACEHOLDER),
        ):
            if text is not None:
                yield place.at(field), text, pattern
    for line, place in index.all(Line):
        if line.message is not None:
            yield place.at("message"), line.message, _BRACES
    for error, place in index.all(Error):
        if error.page is not None:
            yield place.at("page"), error.page, PLACEHOLDER
    for form, place in index.all(SuccessForm):
        if form.body is not None:
            yield place.at("body"), form.body, PLACEHOLDER
