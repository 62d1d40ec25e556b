"""What decides where no response and no message does; as the page's signs.js.

Lines of logs, what libraries say, statuses, addresses, sentences of front ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bbb_errors.catalog import SCORES, WHY
from bbb_errors.patterns import LIMITS, PATTERNS
from bbb_errors.sentences import entries_behind, is_certain
from bbb_wire.rules import rules, said

if TYPE_CHECKING:
    from bbb_errors.reading import Reading

_OF_STATUS = rules()["client"]["of_status"]
_UNDECIDED = rules()["status"]["undecided"]
_LET_IN = rules()["status"]["let_in"]
_BETWEEN = rules()["status"]["between"]


def read_signs(reading: Reading) -> None:
    """Read lines of logs and the like: some prove an entry. A short one may be that of another program."""
    for sign in reading.signs:
        why = said(WHY["log"], who=sign["who"])
        if sign["proves"] and (reading.is_ours or len(sign["text"]) >= LIMITS["surely"]):
            reading.find(sign["entries"][0], "sign", why)
        else:
            reading.guess(sign["entries"], why, SCORES["likeliest"], 1)


def read_client(reading: Reading) -> None:
    """Read what HTTP libraries and parsers say."""
    heard = reading.heard
    if not heard or (heard.causes[0] == _OF_STATUS and reading.sentences):
        return
    why = said(WHY["client"], marker=heard.marker)
    is_status = heard.causes[0] == _OF_STATUS
    decided = str(reading.around.status) in reading.data["statuses"] and (is_status or not heard.sure)
    if is_status or decided:
        read_status(reading)
    causes = [cause for cause in heard.causes if not decided or cause != _OF_STATUS]
    entries = reading.known.clients.entries_of(causes)
    sure = heard.sure and not reading.elsewhere
    if sure and not is_status:
        reading.find(entries[0], "client", why)
    if not reading.findings or sure:
        reading.guess(entries, why, SCORES["hint" if heard.weak else "client"], 1)


def read_status(reading: Reading) -> None:
    """Read a status, which tells nothing if it is that of an address of the meeting's client."""
    status = reading.around.status
    reading.guess(_BETWEEN.get(str(status), []), said(WHY["between"], status=status), SCORES["status"], 1)
    entries = reading.data["statuses"].get(str(status), [])
    of_client = any(each["url"] for each in reading.around.addresses)
    if not entries or of_client:
        return
    why = said(WHY["status"], status=status)
    if status in _UNDECIDED:
        reading.signs = reading.signs or reading.known.signs.of_status(status)
        reading.guess(entries, why, SCORES["status"], 1)
        return
    owners = reading.owners()
    leads_in = any(each["success"] for each in reading.around.addresses)
    if (reading.elsewhere or leads_in) and not owners:
        reading.guess(entries, why, SCORES["status"], 1)
        return
    reading.find(entries[0], "status", why)
    reading.guess([each for each in owners if each != entries[0]], WHY["body"], SCORES["same_body"], 1)
    reading.guess(entries[1:], said(WHY["same_status"], status=status), SCORES["status"], 1)


def read_said_status(reading: Reading) -> None:
    """Read a status that stands in a sentence about HTTP or BigBlueButton."""
    found = PATTERNS["said_status"].search(reading.all)
    if found and PATTERNS["about_http"].search(reading.all):
        why = said(WHY["said_status"], status=found[1])
        reading.guess(reading.data["statuses"].get(found[1], []), why, SCORES["status"], 1)


def leads_into_a_meeting(reading: Reading) -> bool:
    """Return whether a text is no more than a redirect, or a URL, that leads into a meeting."""
    success = any(each["success"] for each in reading.around.addresses)
    weak = reading.heard is None or reading.heard.weak
    alone = PATTERNS["alone"].search(reading.asked) is not None
    return success and weak and alone and reading.around.status in _LET_IN


def read_addresses(reading: Reading) -> None:
    """Read addresses. One that leads into a meeting is no error, unless other words around it tell of one."""
    is_alone = PATTERNS["alone"].search(reading.asked) is not None
    for each in reading.around.addresses:
        if each["success"] and is_alone:
            reading.let_in = True
        elif not each["success"] and not reading.findings:
            reading.guess(each["entries"], WHY["address"], SCORES["likeliest"], 1)
        if not reading.findings:
            reading.note(each["says"] if is_alone else each["within"] or each["says"])


def read_sentences(reading: Reading) -> None:
    """Look at what can be behind the sentences of front ends, where nothing else tells what is."""
    behind = entries_behind(reading.sentences)
    front_ends = reading.data["front_ends"]
    who = " and ".join(dict.fromkeys(front_ends[each["front_end"]]["name"] for each in reading.sentences))
    if is_certain(reading.sentences):
        reading.find(behind[0], "sentence", said(WHY["sentence"], who=who))
    else:
        reading.guess(behind, said(WHY["behind"], who=who), SCORES["likeliest"], 1)
