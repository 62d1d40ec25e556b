"""The whole catalog in memory, valid as a whole: look things up in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bbb_wire.response import BIGBLUEBUTTON, XML_FORMATS, Layout, Response
from reference.catalog.after_join import AfterJoinFile, JoinTrouble
from reference.catalog.answer import Answer
from reference.catalog.call import Call, Step
from reference.catalog.callbacks import Callback, Obstacle
from reference.catalog.checks.links import explain_ref
from reference.catalog.checksum import Algorithm, Encoder, Mistake, NextCheck
from reference.catalog.client_texts import ClientCause
from reference.catalog.error import Error
from reference.catalog.evidence import Holds, Line
from reference.catalog.fetched_urls import FetchedFile
from reference.catalog.lists import Category, FormatInfo, Question, Rank
from reference.catalog.log_lines import LogFile, LogGroup, LogLine
from reference.catalog.provocation import Placeholder
from reference.catalog.refs import PAGES, Ref
from reference.catalog.reports import ServerReport
from reference.catalog.server_settings import ServerSetting, SettingsFile
from reference.catalog.silent_success import SilentGroup, SilentSuccess
from reference.catalog.sources import Run, Source, SourceFile
from reference.catalog.speakers import Release, Speaker
from reference.catalog.surroundings import FrontEnd, Library, Upgrade
from reference.catalog.symptoms import Decision, SymptomGroup
from reference.catalog.vocabulary import Format


class Spot(NamedTuple):
    """Where an answer stands in a call's order of checks; both numbers count from 1."""

    step: int
    position: int


class Anchored(NamedTuple):
    """A reference to an anchor, and where it stands."""

    ref: Ref
    file: str
    line: int


@dataclass(frozen=True)
class Catalog:
    """Everything the reference knows, valid as a whole."""

    categories: tuple[Category, ...]
    """In their order."""
    errors: Mapping[str, Error]
    """By address, in the order of the site."""
    answers: Mapping[str, Answer]
    """By id."""
    owner: Mapping[str, Error]
    """The entry of each answer, by the answer's id."""
    category_of: Mapping[str, Category]
    """The category of each entry, by the entry's address."""
    calls: Mapping[str, Call]
    """By name, in the order of the site."""
    ranks: tuple[Rank, ...]
    formats: Mapping[Format, FormatInfo]
    placeholders: Mapping[str, Placeholder]
    speakers: Mapping[str, Speaker]
    front_ends: Mapping[str, FrontEnd]
    libraries: Mapping[str, Library]
    client_causes: Mapping[str, ClientCause]
    upgrades: Mapping[str, Upgrade]
    silent_groups: tuple[SilentGroup, ...]
    """In the order of the page."""
    misspelled: tuple[str, ...]
    """Words that servers misspell in their texts."""
    most_reported: tuple[str, ...]
    """Ids of the silent successes that are reported most."""
    callbacks: Mapping[str, Callback]
    """By id."""
    obstacles: tuple[Obstacle, ...]
    """Why a callback doesn't come, most frequent first."""
    fetched: FetchedFile
    """What the server loads from URLs that it is given."""
    releases: Mapping[str, Release]
    reports: tuple[ServerReport, ...]
    """Reports of real servers."""
    sources: Mapping[str, Source]
    files: Mapping[str, SourceFile]
    setup: tuple[str, ...]
    """How the runs were made."""
    runs: Mapping[str, Run]
    algorithms: tuple[Algorithm, ...]
    symptoms: Mapping[str, SymptomGroup]
    """By the id of the group, in the order of the site."""
    decisions: Mapping[str, Decision]
    faq: tuple[Question, ...]
    mistakes: tuple[Mistake, ...]
    encoders: tuple[Encoder, ...]
    next_checks: tuple[NextCheck, ...]
    after_join: AfterJoinFile
    """What comes after a join that succeeded."""
    logs: Mapping[str, LogFile]
    """By id, in the order of server-logs.yml."""
    log_groups: Mapping[str, LogGroup]
    """By id, in the order of the page."""
    settings: SettingsFile
    """Settings of the server."""
    guides: tuple[str, ...]
    """Names of the guides, sorted."""
    paths: Mapping[str, str]
    """Path in the catalog folder of each entry, by address."""
    anchored: tuple[Anchored, ...]
    """The references to anchors. Which anchors there are is known when the pages are made."""

    def entries(self, category: Category) -> tuple[Error, ...]:
        """Return the entries of a category, in the order of the site."""
        return tuple(error for error in self.errors.values() if self.category_of[error.address] is category)

    def response(self, answer_id: str) -> Response:
        """Return all that decides the bytes of an answer."""
        answer, entry = self.answers[answer_id], self.owner[answer_id]
        return Response(
            id=answer.id,
            key=answer.key or entry.key,
            format=answer.format,
            message=answer.message,
            literal=answer.literal,
            body=answer.body or (entry.page if answer.format is Format.HTML else None),
            returncode=answer.returncode,
            json_on_request=answer.json_on_request,
            redirect_false=answer.redirect_false,
            http_status=answer.http_status,
            content_type=answer.content_type,
            layout=self.layout_of(answer.speaker),
        )

    def layout_of(self, speaker: str) -> Layout:
        """Return how a speaker writes XML."""
        found = self.speakers[speaker].layout
        return Layout(**found.model_dump(exclude_none=True, exclude={"seen"})) if found else BIGBLUEBUTTON

    def layout_seen(self, answer: Answer) -> bool:
        """Return whether the line breaks and spaces of an answer in XML were seen; those of BigBlueButton were."""
        found = self.speakers[answer.speaker].layout
        return found is None or found.seen or answer.format not in XML_FORMATS or not answer.whole

    def lines_of(self, answer: Answer) -> tuple[Line, ...]:
        """Return what is known of each release line, in the order of releases.yml; nothing for another speaker."""
        return self._lines[answer.id]

    @cached_property
    def _lines(self) -> Mapping[str, tuple[Line, ...]]:
        return {
            answer.id: () if answer.speaker in self.programs else tuple(answer.line(name) for name in self.releases)
            for answer in self.answers.values()
        }

    def lines_of_step(self, call: Call, step: Step) -> tuple[Line, ...]:
        """Return what is known of each release line: whether it makes a check of a call, which it may not even have."""
        answers = [self.answers[answer] for answer in step.answers]
        return tuple(
            Line(line=name, holds=Holds.NO) if call.is_missing_in(name) else step.line(name, answers)
            for name in self.releases
        )

    def step_of(self, call: str, answer_id: str) -> Spot | None:
        """Return where an answer stands in a call's steps, or nothing if it is not there."""
        return self._spots.get((call, answer_id))

    def rank_of(self, key: str) -> int | None:
        """Return the rank of a key in pass 2, or nothing if it has none."""
        return self._rank_numbers.get(key)

    def explain_ref(self, ref: Ref) -> tuple[str, str] | None:
        """Say what is wrong with a reference and what to do, or nothing if it leads somewhere."""
        names = {
            "error": self.errors,
            "call": self.calls,
            "guide": self.guides,
            "page": PAGES,
            "speaker": self.programs,
            "front-end": self.front_ends,
            "upgrade": self.upgrades,
            "symptom": self.group_of,
        }
        return explain_ref(ref, names)

    @cached_property
    def group_of(self) -> Mapping[str, SymptomGroup]:
        """The group of each symptom, by the symptom's id."""
        return {symptom.id: group for group in self.symptoms.values() for symptom in group.symptoms}

    @cached_property
    def join_troubles(self) -> Mapping[str, JoinTrouble]:
        """What can be wrong after a join, by id."""
        return {cause.id: cause for cause in self.after_join.causes}

    @cached_property
    def log_lines(self) -> Mapping[str, LogLine]:
        """Every line of a log, by id."""
        return {line.id: line for group in self.log_groups.values() for line in group.lines}

    @cached_property
    def senders_of(self) -> Mapping[str, Mapping[str, str]]:
        """The entries that send a text in some line, or by some program: names by address, by the exact text."""
        found: dict[str, dict[str, str]] = {}
        for error in self.errors.values():
            for answer in error.answers:
                if answer.sendable:
                    for text in {answer.message, *(line.message for line in answer.lines)} - {None}:
                        found.setdefault(str(text), {})[error.address] = error.name
        return found

    @cached_property
    def answers_of_setting(self) -> Mapping[str, tuple[Answer, ...]]:
        """The answers that name a setting among their parameters, or are provoked by it, by the setting's id."""
        by_name: dict[str, dict[str, Answer]] = {}
        for answer in self.answers.values():
            named = {parameter.split(" ")[0] for parameter in answer.parameters}
            for name in named.union(*(provocation.settings for provocation in answer.provoke)):
                by_name.setdefault(name, {})[answer.id] = answer
        return {each.id: tuple(by_name.get(each.name, {}).values()) for each in self.settings.settings}

    @cached_property
    def errors_of_setting(self) -> Mapping[str, tuple[Error, ...]]:
        """The entries that depend on a setting: those that say so, and those that it names; by the setting's id."""
        found = {}
        for each in self.settings.settings:
            owners = [self.owner[answer.id].address for answer in self.answers_of_setting[each.id]]
            found[each.id] = tuple(self.errors[address] for address in dict.fromkeys([*owners, *each.errors]))
        return found

    @cached_property
    def settings_of(self) -> Mapping[str, tuple[ServerSetting, ...]]:
        """The settings that an entry depends on, by the entry's address."""
        found: dict[str, list[ServerSetting]] = {}
        for each in self.settings.settings:
            for error in self.errors_of_setting[each.id]:
                found.setdefault(error.address, []).append(each)
        return {address: tuple(settings) for address, settings in found.items()}

    @cached_property
    def programs(self) -> Mapping[str, Speaker]:
        """The speakers that are programs of their own and have a page, by id."""
        return {speaker.id: speaker for speaker in self.speakers.values() if speaker.read}

    @cached_property
    def silent_successes(self) -> Mapping[str, SilentSuccess]:
        """What calls accept with SUCCESS and ignore, by id, in the order of the page."""
        return {item.id: item for group in self.silent_groups for item in group.items}

    @cached_property
    def _spots(self) -> dict[tuple[str, str], Spot]:
        return {
            (call.name, answer_id): Spot(number, position)
            for call in self.calls.values()
            for number, step in enumerate(call.steps, 1)
            for position, answer_id in enumerate(step.answers, 1)
        }

    @cached_property
    def _rank_numbers(self) -> dict[str, int]:
        return {key: rank.rank for rank in self.ranks for key in rank.keys}
