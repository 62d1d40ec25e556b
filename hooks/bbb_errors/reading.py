"""What is learned from one text, step by step, the most certain first; as the page's reading.js."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from bbb_errors.catalog import SCORES, WHY, Candidate, Fit, entries_of
from bbb_errors.coats import coats, lower, plain, upper
from bbb_errors.finding import Finding, finding_on
from bbb_errors.mentions import Mention, is_elsewhere, is_named_as_error, is_of_others, without_doubted
from bbb_errors.patterns import LIMITS, PATTERNS
from bbb_errors.responses import Told, is_cut, responses
from bbb_errors.sentences import CLIENT, entries_behind
from bbb_errors.signs import (
    leads_into_a_meeting,
    read_addresses,
    read_client,
    read_said_status,
    read_sentences,
    read_signs,
    read_status,
)
from bbb_errors.surroundings import around_in, different, goes_on, is_beside, likely_of, told_by
from bbb_errors.templates import Place, PlainText
from bbb_wire.rules import rules, said
from bbb_wire.signs_around import bare_body

if TYPE_CHECKING:
    from bbb_errors.clients import Heard
    from bbb_errors.matcher import Matcher

Data = dict[str, Any]
_NOTES, _REMARKS = rules()["notes"], rules()["remarks"]
_RETURNCODES = frozenset(rules()["keys"]["returncodes"])
_OF_STATUS = rules()["client"]["of_status"]


class Reading:
    """What is learned from one text, step by step."""

    def __init__(self, matcher: Matcher, text: str) -> None:
        """Take the coats off, and look for responses, sentences and signs."""
        self.known = matcher
        self.data = matcher.data
        self.catalog = matcher.catalog
        self.findings: dict[str, Finding] = {}
        self.candidates: list[Candidate] = []
        self.notes: list[str] = []
        self.succeeded = self.let_in = False
        self._named: list[str] = []
        self.layers = coats(text)
        self.plain = [PlainText(plain(layer)) for layer in self.layers]
        self.heard: Heard | None = matcher.clients.in_layers(self.plain)
        self.all = "\n".join(self.layers)
        asked = plain(text[: LIMITS["asked"]])
        self.asked = asked
        self.whole = asked if len(asked) < LIMITS["asked"] and len(text) <= LIMITS["asked"] else ""
        per_layer = [responses(layer) for layer in self.layers]
        self.told = different(each for told in per_layer for each in told)
        answering = [layer for layer, told in zip(self.layers, per_layer, strict=True) if told]
        self.cut = bool(answering) and is_cut(answering[-1])
        whole = PlainText(self.whole)
        self.sentences = matcher.sentences.within(whole, self.plain)
        self.signs = [] if self.told else matcher.signs.within(whole, self.plain)
        self.around = around_in(matcher, self.all)
        self.elsewhere = is_elsewhere(self.all)
        request = PATTERNS["request"].search(self.layers[0])
        self.request = request[0] if request and PATTERNS["signed"].search(request[0]) else None

    @property
    def open(self) -> bool:
        """Whether nothing is known yet, not even by guess."""
        return not self.findings and not self.candidates and not self.succeeded

    def find(self, entry: str, how: str, why: str, told: Told | None = None, fits: Sequence[Fit] = ()) -> None:
        """Add a finding about an entry that has none, or none with a text of its own."""
        before = self.findings.get(entry)
        if before is None or (not before.fits and any(fit.owner.entry == entry for fit in fits)):
            self.findings[entry] = finding_on(self.known, entry, how, why, self.around, told, fits)

    def guess(self, entries: Iterable[str], why: str, score: int, step: int = 0) -> None:
        """Add entries as candidates, each next one `step` lower."""
        known = [entry for entry in entries if entry in self.data["entries"]]
        self.candidates += [Candidate(entry, why, score - step * n) for n, entry in enumerate(known)]

    def note(self, text: str) -> None:
        """Add a note, once."""
        if text not in self.notes:
            self.notes.append(text)

    @property
    def is_ours(self) -> bool:
        """Whether a text with a key and no returncode is about this API."""
        return any(PATTERNS[name].search(self.all) for name in ("ours", "redirected"))

    def _read_response(self, told: Told) -> None:
        fits = self.catalog.wordings_of(told.message)
        known = self.catalog.entry_of(told.key) if told.key else None
        if told.returncode not in ("", "SUCCESS", "FAILED"):
            self.note(said(_NOTES["unknown_code"], code=told.returncode[:40]))
        if known and not told.returncode and not fits and not self.is_ours:
            self.guess([known], WHY["stands"], SCORES["stands"])
            self.note(_NOTES["elsewhere"])
        elif known:
            self.find(known, "response", WHY["redirect" if told.form == "redirect" else "response"], told, fits)
        elif told.key and (told.returncode or told.form == "xml-list" or fits):
            self.note(said(_NOTES["unknown_key"], key=told.key[:80]))
            self.candidates += self.catalog.near(told.key, WHY["almost_its"])
            self.guess(entries_of(fits), WHY["its_own"], SCORES["its_own"])
        elif fits:
            self._read_message(told, fits)
        elif told.returncode == "SUCCESS":
            self.succeeded = True
        elif told.returncode:
            self.note(_NOTES["failed"])
            self.candidates += self.catalog.alike(told.message)

    def _read_message(self, told: Told, fits: list[Fit]) -> None:
        """Read a known message without key. With a returncode it is rather that of an entry without key.

        Without one, a short message may be that of another program.
        """
        entries = entries_of(fits)
        keyless = [entry for entry in entries if not self.data["entries"][entry]["key"]]
        chosen = keyless if told.returncode and len(keyless) == 1 else entries
        sure = bool(told.returncode) or self.is_ours or fits[0].wording.length >= LIMITS["surely"]
        if len(chosen) == 1 and sure:
            self.find(chosen[0], "response", WHY["message"], told, fits)
        else:
            self.guess(chosen, WHY["its_own"], SCORES["shared"])

    def _remark_on_texts(self) -> None:
        """Say of a key whose text is none of its own that it isn't, and whose it may be."""
        for entry, finding in self.findings.items():
            about = self.data["entries"][entry]
            if finding.fits or not finding.message or not about["key"] or not self.catalog.texts_of[entry]:
                continue
            if self.catalog.wordings_of(finding.message):
                continue  # the remark says whose it is
            finding.remarks.append(_REMARKS["unknown_message"])
            like = sorted(self.catalog.alike(finding.message), key=lambda each: -each.score)
            others = [self.data["entries"][each.entry]["name"] for each in like if each.entry != entry][:2]
            if others:
                finding.remarks.append(said(_REMARKS["maybe_of"], names=" or ".join(others)))

    def _told_by_client(self, fits: Sequence[Fit]) -> bool:
        """Return whether a text is told better by pieces of what libraries say, or by the status."""
        of_status = self.data["statuses"].get(str(self.around.status), [])
        entries = {fit.owner.entry for fit in fits}
        told = entries <= set(of_status) and not self.sentences
        return told or (self.heard is not None and entries <= self.known.causes)

    def _places(self) -> list[tuple[str, Place, list[Fit]]]:
        """Return messages that stand in the outermost layer that has any: the text, the place, the wordings."""
        for layer in self.plain:
            if places := self.catalog.places_in(layer):
                return [(layer.text, place, fits) for place, fits in places if not self._told_by_client(fits)]
        return []

    def _read_beside(self) -> None:
        """Read messages that stand beside responses and keys, in the same text, and belong to none of them."""
        read = [lower(plain(told.message)) for told in self.told]
        keys = [told.key for told in self.told if told.key and not told.message and not told.form]
        for text, place, fits in self._places():
            entries = entries_of(fits)
            message = text[place.at : place.end]
            if len(entries) > 1 or any(lower(message) in each for each in read):
                continue
            if not any(is_beside(text, key, place) for key in keys):
                self.find(entries[0], "message", WHY["within"], Told(message=message), fits)

    def _read_named_keys(self) -> None:
        """Read keys in plain text that the text, if it is about this API, or a word before them names as the error."""
        ours = PATTERNS["ours"].search(self.all) is not None
        named = self.catalog.keys_in(self.all)
        places = self._places() if named else []
        sure = [each for each in named if ours or self._is_named_as_ours(each, places)]
        sure = self._without_doubted(sure, places)
        used: list[Place] = []
        for key, entry in dict.fromkeys((key, entry) for key, entry, _ in sure):
            near = next(((text, place, fits) for text, place, fits in places if is_beside(text, key, place)), None)
            told = told_by(near[0], near[1]) if near else None
            used += [near[1]] if near else []
            self.find(entry, "key", WHY["named"] if ours else WHY["stands"], told, near[2] if near else ())
        for text, place, fits in places if sure else ():
            entries = entries_of(fits)
            if len(entries) == 1 and place not in used:
                self.find(entries[0], "message", WHY["within"], told_by(text, place), fits)
        if not sure:
            self._named = [entry for _, entry, _ in named]

    def _is_named_as_ours(self, mention: Mention, places: list[tuple[str, Place, list[Fit]]]) -> bool:
        """Return whether a text without another word on BigBlueButton names a key of it as the error.

        One that other programs use, too, has to stand beside a message.
        """
        beside = any(is_beside(text, mention[0], place) for text, place, _ in places)
        return is_named_as_error(self.all, mention) and (beside or not (self.elsewhere or is_of_others(mention)))

    def _without_doubted(self, mentions: list[Mention], places: list[tuple[str, Place, list[Fit]]]) -> list[Mention]:
        """Return the keys that stand beside a message, or that the text says are the error."""
        beside = {key for key, _, _ in mentions if any(is_beside(text, key, place) for text, place, _ in places)}
        status = str(self.around.status) in self.data["statuses"]
        rivaled = status or bool(self.signs) or (self.heard is not None and not self.heard.weak)
        kept = without_doubted(self.all, [each for each in mentions if each[0] not in beside], rivaled)
        return [each for each in mentions if each[0] in beside or each in kept]

    def _read_whole(self) -> None:
        """Take the whole text for a key, a message or a body."""
        bare = PATTERNS["edge"].sub("", self.asked)
        known = self.catalog.entry_of(bare)
        fits = self.catalog.wordings_of(self.whole)
        fits = [] if fits and self._told_by_client(fits) else fits
        entries = entries_of(fits)
        likely = likely_of(self.known, entries, self.around.release)
        owners = self.owners() if self.whole else []
        if known:
            self.find(known, "key", WHY["key"])
        elif likely and not self._may_be_of_another(likely) and set(owners) <= {likely}:
            self.find(likely, "message", WHY["message"], Told(message=self.whole), fits)
            self.guess([entry for entry in entries if entry != likely], WHY["older"], SCORES["older"])
        elif entries:
            self.guess([*entries, *owners], WHY["its_own"], SCORES["shared"])
        elif described := self.catalog.described_by(PlainText(self.whole)):
            self.guess(described, WHY["paraphrase"], SCORES["paraphrase"])
        elif owners:
            self._read_body(owners)
        elif upper(bare) in _RETURNCODES:
            self.note(_NOTES["returncode"])
        elif not self.sentences and not self.signs and not self.around.status and PATTERNS["bare"].search(bare):
            self.candidates += self.catalog.near(bare, WHY["almost"])

    @property
    def _only_of_client(self) -> bool:
        """Whether there is no sign but of the client of a meeting, whose texts may be those of a page of the server."""
        return all(each["source"] == CLIENT for each in self.signs)

    def owners(self) -> list[str]:
        """Return the entries whose body the text is."""
        return self.known.bodies.get(bare_body(self.layers[0]), [])

    def _read_body(self, owners: list[str]) -> None:
        own = self.is_ours or len(self.asked) >= LIMITS["telling"]  # a few words may be those of any program
        if len(owners) == 1 and own and self._only_of_client and not self.succeeded:
            self.find(owners[0], "body", WHY["body"])
        else:
            self.guess(owners, WHY["body"], SCORES["same_body"])

    def _may_be_of_another(self, entry: str) -> bool:
        """Return whether a front end or a library may say this of a failure of another kind."""
        return bool(self.sentences or self.signs) and self.data["entries"][entry]["kind"] == "transport"

    def _read_messages_within(self) -> None:
        """Look for messages within the text. A status beside the sentence of a front end may be its own."""
        for text, place, fits in self._places():
            entries = entries_of(fits)
            likely = likely_of(self.known, entries, self.around.release)
            sure = fits[0].wording.length >= LIMITS["in_sentence" if goes_on(text, place) else "surely"]
            if likely and sure and not self._may_be_of_another(likely):
                self.find(likely, "message", WHY["within"], told_by(text, place), fits)
            else:
                self.guess(entries, WHY["within"], SCORES["shared"])

    def _guess_sentences(self) -> None:
        self.sentences = self.known.sentences.alike(self.asked)
        self.guess(entries_behind(self.sentences), WHY["nearly"], SCORES["likeliest"])

    @property
    def _is_bare_failure(self) -> bool:
        """Whether all that the text says in the form of a response is FAILED."""
        return self.open and self.notes == [_NOTES["failed"]] and not any(told.message for told in self.told)

    def read(self) -> None:
        """Read all of the text, the most certain first."""
        for told in self.told:
            self._read_response(told)
        if self.succeeded and self.cut:
            self.succeeded = False
            self.note(_NOTES["cut"])
            self.guess(["cut"], WHY["cut"], SCORES["likeliest"])
        elif self.succeeded and not self.findings:
            self._read_body(self.owners())
        self._remark_on_texts()
        if self.findings:
            self._read_beside()
        elif self.told and self.heard and not self.heard.weak:
            read_client(self)
        if self._is_bare_failure:
            self._read_named_keys()
            self.notes = [] if self.findings else self.notes
        if not self.open or self.notes:
            return
        self._read_named_keys()
        if self.open:
            self._read_whole()
        if self.open:
            self._read_messages_within()
        self._read_around()
        self._read_rest()

    def _read_around(self) -> None:
        """Read the signs, and the status before those that may be of a page of the web server."""
        signs = self.signs
        of_status = not self.heard or self.heard.weak or self.heard.causes[0] == _OF_STATUS
        if self.open and leads_into_a_meeting(self):
            read_addresses(self)
            return
        if self.open and not self.sentences and of_status and self._only_of_client:
            read_status(self)
        if signs and not self.findings:
            read_signs(self)
        if self.open:
            read_client(self)

    def _read_rest(self) -> None:
        """Read what decides only where nothing else does."""
        if not self.findings and self.sentences:
            read_sentences(self)
        if self.sentences:
            return
        if self.open:
            read_status(self)
        if not self.findings:
            self.guess(self._named, WHY["stands"], SCORES["stands"])
        if not self.findings and not self.signs:
            read_addresses(self)
        self._read_page_and_prose()
        if self.open and not self.signs and not self.let_in and not self.request:
            self.candidates += self.catalog.alike(self.asked)
        if self.open and not self.signs and not self.let_in and not self.request:
            self._guess_sentences()
        if self.elsewhere and self.candidates and not self.findings:
            self.note(_NOTES["elsewhere"])

    def _read_page_and_prose(self) -> None:
        """Read a status in a sentence, and a page of HTML."""
        if self.signs:
            return
        if self.open:
            read_said_status(self)
        if self.open and PATTERNS["html"].search(self.all):
            self.guess(["not-bigbluebutton"], WHY["html"], SCORES["html"])
            self.note(_NOTES["html"])
