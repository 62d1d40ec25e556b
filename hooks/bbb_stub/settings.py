"""The stub's settings: properties of a real server, switches where 3.0 releases differ, and choices of the stub."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from bbb_wire.signing import EXAMPLE_SECRET

T = TypeVar("T")
Group = Literal["server", "release", "stub"]

GROUPS: Mapping[Group, str] = {
    "server": "Settings that a real server has",
    "release": "Where 3.0 releases differ; the default is the newest behavior known for 3.0",
    "stub": "Choices of the stub itself",
}


def _setting(default: T, group: Group, about: str, name: str | None = None, words: tuple[str, ...] = ()) -> T:
    """Return a field with its description; `name` is how users write it, if not as in Python."""
    about = f"{' or '.join(words)}: {about}" if words else about
    value: T = field(default=default, metadata={"group": group, "about": about, "name": name, "words": words})
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
        "the look-up tests for an absent meetingID (later than 3.0.19; which 3.0 release is not known)",
    )
    missing_param_keys: bool = _setting(
        False, "release", "missingParamMeetingID and missingParamMessage (4.0 development; not known for 3.0)"
    )
    empty_id_check: bool = _setting(True, "release", "an empty meetingID matches no meeting, rather than every one")
    repeated_checksum: bool = _setting(True, "release", "a repeated checksum is refused (3.0.37)")
    full_name_limit: bool = _setting(True, "release", "fullNameTooLong (September 2026)")
    user_not_found_key: bool = _setting(True, "release", "userNotFound, not an error page (later than 3.0.18)")
    checksum_error_to_default: bool = _setting(
        True, "release", "checksumError on join goes to the server's default address (3.0.24)"
    )
    malformed_xml_key: bool = _setting(
        True, "release", "malformedXml and invalidPresentationUrl, not an error page (May 2026)"
    )
    insert_document_no_module_key: bool = _setting(
        True, "release", "insertDocument says that the module is missing (July 2026)"
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
    chunked_body: bool = _setting(False, "release", "a chunked body counts as a body (newest code)")

    missing_checksum_text: str = _setting(
        "provide",
        "stub",
        "which of its two texts a missing checksum gets; undefined in BigBlueButton",
        words=("provide", "match"),
    )
    missing_token_text: str = _setting(
        "provide",
        "stub",
        "the same for learningDashboard without sessionToken",
        words=("provide", "invalid"),
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
    huge_megabytes: int = _setting(64, "stub", "size of the answer of the fault huge")

    def with_values(self, values: Mapping[str, object]) -> Settings:
        """Return a copy with some settings changed, each by the name users write; raises ValueError."""
        known = names()
        changes: dict[str, Any] = {}
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"no setting is named {name}; known are {', '.join(known)}")
            attribute = known[name].name
            changes[attribute] = _converted(name, value, getattr(self, attribute))
            words = known[name].metadata["words"]
            if words and changes[attribute] not in words:
                raise ValueError(f"{name} is {' or '.join(words)}, not {value!r}")
        return dataclasses.replace(self, **changes)


def names() -> dict[str, dataclasses.Field[Any]]:
    """All settings by the name users write."""
    return {f.metadata["name"] or f.name: f for f in dataclasses.fields(Settings)}


def _converted(name: str, value: object, example: object) -> object:
    """Return a value as the type of the setting. Texts come from the command line."""
    text = str(value).lower() if isinstance(value, bool) else value
    match example:
        case bool():
            if text in ("true", "false"):
                return text == "true"
            raise ValueError(f"{name} is true or false, not {value!r}")
        case int() | float():
            try:
                return type(example)(str(value))
            except ValueError:
                raise ValueError(f"{name} is a number, not {value!r}") from None
    if not isinstance(value, str):
        raise ValueError(f"{name} is a text, not {value!r}")
    return value
