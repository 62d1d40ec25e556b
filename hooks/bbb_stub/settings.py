"""The stub's settings: properties of a real server, switches where 3.0 releases differ, and choices of the stub."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from bbb_wire.signing import EXAMPLE_SECRET

T = TypeVar("T")

Group = Literal["server", "release", "beside", "stub"]

GROUPS: Mapping[Group, str] = {
    "server": "Settings that a real server has",
    "release": "Where releases differ; the default is the newest behavior known for 3.0, or that of --release",
    "beside": "What stands beside BigBlueButton or in front of it: bbb-webhooks, and Scalelite if it is the speaker",
    "stub": "Choices of the stub itself",
}


RELEASES: Mapping[str, Mapping[str, object]] = {
    "3.0": {},
    "4.0": {
        "null_check": True,
        "missing_param_keys": True,
        "malformed_xml_key": True,
        "insert_document_no_module_key": True,
        "chunked_body": True,
    },
}
"""What each line has otherwise than the defaults."""


def _setting(
    default: T,
    group: Group,
    about: str,
    name: str | None = None,
    words: tuple[str, ...] = (),
    alias: str | None = None,
    most: int = 10**9,
) -> T:
    """Return a field with its description; `name` is how users write it, if not as in Python."""
    about = f"{' or '.join(words)}: {about}" if words else about
    told = {"group": group, "about": about, "name": name, "words": words, "alias": alias, "most": most}
    value: T = field(default=default, metadata=told)
    return value


@dataclass(frozen=True)
class Settings:
    """All settings. The descriptions are what ``--help`` prints."""

    secret: str = _setting(EXAMPLE_SECRET, "server", "securitySalt; if empty, checksums are not compared")
    supported_checksum_algorithms: str = _setting(
        "sha1,sha256,sha384,sha512", "server", "hashes that are accepted", "supportedChecksumAlgorithms"
    )
    server_url: str = _setting("", "server", "bigbluebutton.web.serverURL; empty: where the stub listens", "serverURL")
    logout_url: str = _setting("default", "server", "default target of join errors; default: serverURL", "logoutURL")
    default_max_users: int = _setting(
        0, "server", "limit of meetings without maxParticipants; 0: none", "defaultMaxUsers"
    )
    default_guest_policy: str = _setting(
        "ALWAYS_ACCEPT", "server", "of meetings without guestPolicy", "defaultGuestPolicy"
    )
    disabled_features: str = _setting("", "server", "features disabled in all meetings", "disabledFeatures")
    allow_requests_without_session: bool = _setting(
        False, "server", "session calls need no cookie", "allowRequestsWithoutSession"
    )
    allow_fetch_all_recordings: bool = _setting(
        True, "server", "getRecordings without any filter", "allowFetchAllRecordings"
    )
    client_settings_override_strict_validation: bool = _setting(
        False, "server", "check the client settings override of create", "clientSettingsOverrideStrictValidation"
    )
    client_max_body_size: int = _setting(
        1_048_576, "server", "nginx's limit of a body in bytes; more is HTTP 413", "clientMaxBodySize"
    )
    captions_inbox_writable: bool = _setting(
        True, "server", "off: text tracks cannot be stored", "captionsInboxWritable"
    )

    null_check: bool = _setting(
        False,
        "release",
        "the look-up tests for an absent or empty meetingID (4.0); off: an empty one finds whatever meeting there is",
        alias="empty_id_check",
    )
    missing_param_keys: bool = _setting(False, "release", "missingParamMeetingID and missingParamMessage (4.0)")
    repeated_checksum: bool = _setting(True, "release", "a repeated checksum is refused (3.0.37)")
    url_rule_alone: bool = _setting(
        False, "release", "presentationUploadExternalUrl is judged first and alone, on every call (3.0.15 to 3.0.20)"
    )
    full_name_limit: bool = _setting(True, "release", "fullNameTooLong (September 2026)")
    user_not_found_key: bool = _setting(True, "release", "userNotFound, not an error page (later than 3.0.18)")
    checksum_error_to_default: bool = _setting(
        True, "release", "checksumError on join goes to the server's default address (3.0.24)"
    )
    malformed_xml_key: bool = _setting(
        False, "release", "malformedXml and invalidPresentationUrl (4.0), not an error page"
    )
    insert_document_no_module_key: bool = _setting(
        False, "release", "insertDocument says that the module is missing (4.0), not an error page"
    )
    invalid_filename_check: bool = _setting(
        True, "release", "insertDocument refuses documents without a usable file name (3.0.33)"
    )
    insert_document_disabled_text: bool = _setting(
        True, "release", "insertDocument says that presentations are disabled (by August 2025)"
    )
    accept_catch_all: bool = _setting(
        True, "release", "a request that asks for a form the answer lacks gets XML (3.0.18); off: Grails 7 before"
    )
    recordings_catch_all: bool = _setting(
        False, "release", "the same for the recording calls (not in the newest copy that was read)"
    )
    chunked_body: bool = _setting(False, "release", "a chunked body counts as a body (4.0)")

    speaker: str = _setting(
        "bigbluebutton",
        "beside",
        "which program answers; --speaker sets it",
        words=("bigbluebutton", "scalelite"),
    )
    webhooks: bool = _setting(True, "beside", "bbb-webhooks is installed; off: its calls are HTTP 404")
    permanent_hooks: str = _setting("", "beside", "URLs of bbb-webhooks' permanent hooks, with blanks between them")
    hook_store: str = _setting(
        "works",
        "beside",
        "redis behind bbb-webhooks; one that keeps lets no hook go, with a stopped one there is no answer",
        words=("works", "keeps", "stopped"),
    )
    servers_behind: str = _setting(
        "answer",
        "beside",
        "what the servers behind Scalelite do; page: they send HTML, offline: none is enabled and online",
        words=("answer", "silent", "page", "offline"),
    )
    server_tags: str = _setting("", "beside", "tags of the servers behind Scalelite, with blanks between them")
    get_meetings_disabled: bool = _setting(False, "beside", "Scalelite lists no meetings")
    get_recordings_filtered: bool = _setting(False, "beside", "getRecordings of Scalelite wants meetingID or recordID")
    recordings_disabled: bool = _setting(False, "beside", "Scalelite knows no recordings")
    recording_files_movable: bool = _setting(True, "beside", "off: Scalelite can neither move nor remove their files")

    ties: str = _setting(
        "random",
        "stub",
        "which of several equal rules answers, where BigBlueButton chooses anew for each request",
        words=("random", "first"),
    )
    missing_checksum_text: str = _setting(
        "any",
        "stub",
        "which of its two texts a missing checksum gets; any: as ties says",
        words=("any", "provide", "match"),
    )
    missing_token_text: str = _setting(
        "any",
        "stub",
        "the same for learningDashboard without sessionToken",
        words=("any", "provide", "invalid"),
    )
    unknown_texts: str = _setting(
        "refuse",
        "stub",
        "answers whose text was never read are HTTP 501, or have the right key and form and a stand-in for the text",
        words=("refuse", "stand-in"),
    )
    end_delay: int = _setting(0, "stub", "seconds from end to the end of the meeting")
    forget_after: int = _setting(3600, "stub", "seconds for which an ended meeting is remembered")
    slow_seconds: float = _setting(30.0, "stub", "how long the fault slow waits")
    huge_megabytes: int = _setting(64, "stub", "size of the answer of the fault huge", most=1024)
    read_seconds: float = _setting(60.0, "stub", "how long a request may take to arrive; then the connection is closed")

    def with_values(self, values: Mapping[str, object]) -> Settings:
        """Return a copy with some settings changed, each by the name users write; raises ValueError."""
        known = names()
        known |= {field.metadata["alias"]: field for field in known.values() if field.metadata["alias"]}
        changes: dict[str, Any] = {}
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"no setting is named {_short(name)}; known are {', '.join(known)}")
            attribute = known[name].name
            changes[attribute] = _converted(name, value, getattr(self, attribute), known[name].metadata["most"])
            words = known[name].metadata["words"]
            if words and changes[attribute] not in words:
                raise ValueError(f"{name} is {' or '.join(words)}, not {_short(value)}")
        return dataclasses.replace(self, **changes)


def for_release(release: str) -> Settings:
    """Return the defaults of a line of releases; raises ValueError for one that the stub does not know."""
    if release not in RELEASES:
        raise ValueError(f"the release is {' or '.join(RELEASES)}, not {release!r}")
    return Settings().with_values(RELEASES[release])


def names() -> dict[str, dataclasses.Field[Any]]:
    """All settings by the name users write."""
    return {f.metadata["name"] or f.name: f for f in dataclasses.fields(Settings)}


def _converted(name: str, value: object, example: object, most: int) -> object:
    """Return a value as the type of the setting. Texts come from the command line."""
    text = str(value).lower() if isinstance(value, bool) else value
    match example:
        case bool():
            if text in ("true", "false"):
                return text == "true"
            raise ValueError(f"{name} is true or false, not {_short(value)}")
        case int() | float():
            return _number(name, value, example, most)
    if not isinstance(value, str):
        raise ValueError(f"{name} is a text, not {_short(value)}")
    return value


def _number(name: str, value: object, example: float, most: int) -> float:
    """Return a number that a server can work with: neither negative nor beyond all measure."""
    try:
        number = type(example)(str(value)[:40])
    except (ValueError, OverflowError):
        raise ValueError(f"{name} is a number, not {_short(value)}") from None
    if not 0 <= number <= most:
        raise ValueError(f"{name} is a number from 0 to {most}, not {_short(value)}")
    return number


def _short(value: object) -> str:
    """Return a value as an error shows it: in ASCII and not at length."""
    return ascii(value if isinstance(value, (bool, int, float)) else str(value)[:60])
