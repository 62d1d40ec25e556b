"""The stub's settings: properties of a real server, switches where releases differ, and choices of the stub."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from bbb_stub.fields import Group, converted, setting, short
from bbb_stub.releases import RELEASES, USUAL
from bbb_wire.signing import EXAMPLE_SECRET


@dataclass(frozen=True)
class Settings:
    """All settings. The descriptions are what ``--help`` prints."""

    secret: str = setting(EXAMPLE_SECRET, "server", "securitySalt; if empty, checksums are not compared")
    supported_checksum_algorithms: str = setting(
        "sha1,sha256,sha384,sha512", "server", "hashes that are accepted", "supportedChecksumAlgorithms"
    )
    server_url: str = setting("", "server", "bigbluebutton.web.serverURL; empty: where the stub listens", "serverURL")
    logout_url: str = setting("default", "server", "default target of join errors; default: serverURL", "logoutURL")
    default_max_users: int = setting(
        0, "server", "limit of meetings without maxParticipants; 0: none", "defaultMaxUsers"
    )
    default_guest_policy: str = setting(
        "ALWAYS_ACCEPT", "server", "of meetings without guestPolicy", "defaultGuestPolicy"
    )
    disabled_features: str = setting("", "server", "features disabled in all meetings", "disabledFeatures")
    allow_requests_without_session: bool = setting(
        False, "server", "session calls need no cookie", "allowRequestsWithoutSession"
    )
    allow_fetch_all_recordings: bool = setting(
        True, "server", "getRecordings without any filter", "allowFetchAllRecordings"
    )
    disable_recording_default: bool = setting(
        False, "server", "no meeting is recorded, whatever create says", "disableRecordingDefault"
    )
    allow_override_client_settings_on_create_call: bool = setting(
        False,
        "server",
        "the body of create can override client settings; off: it is passed over",
        "allowOverrideClientSettingsOnCreateCall",
    )
    client_settings_override_strict_validation: bool = setting(
        False, "server", "check the client settings override of create", "clientSettingsOverrideStrictValidation"
    )
    client_max_body_size: int = setting(
        1_048_576, "server", "nginx's limit of a body in bytes; more is HTTP 413", "clientMaxBodySize"
    )
    captions_inbox_writable: bool = setting(
        True, "server", "off: text tracks cannot be stored", "captionsInboxWritable"
    )

    release: str = USUAL
    """The line that is played. It is chosen at the start and is no setting of its own: see `of_release`."""

    null_check: bool = setting(
        False,
        "release",
        "the look-up tests for an absent or empty meetingID (4.0); off: an empty one finds whatever meeting there is",
        alias="empty_id_check",
    )
    missing_param_keys: bool = setting(False, "release", "missingParamMeetingID and missingParamMessage (4.0)")
    repeated_checksum: bool = setting(True, "release", "a repeated checksum is refused (3.0.37)")
    url_rule_alone: bool = setting(
        False, "release", "presentationUploadExternalUrl is judged first and alone, on every call (3.0.15 to 3.0.20)"
    )
    upload_url_rule: bool = setting(
        True, "release", "presentationUploadExternalUrl is judged at all (2.7: since January 2024)"
    )
    upload_url_fields: bool = setting(True, "release", "its placeholders are filled before it is judged (not in 2.7)")
    full_name_limit: bool = setting(True, "release", "fullNameTooLong (September 2026)")
    existing_user_id: bool = setting(True, "release", "join knows existingUserID (3.0)")
    user_not_found_key: bool = setting(True, "release", "userNotFound, not an error page (later than 3.0.18)")
    checksum_error_to_default: bool = setting(
        True, "release", "checksumError on join goes to the server's default address (3.0.24)"
    )
    error_redirect_url_for_rules: bool = setting(
        True, "release", "errorRedirectUrl gets the errors of the rules too (2.7: since January 2025)"
    )
    redirect_target_error: bool = setting(
        True, "release", "a redirect target that is no URI is an error page (3.0); off: it is passed over"
    )
    guest_wait: bool = setting(False, "release", "join sends a guest who waits to the lobby, with guestWait (2.7)")
    client_calls: bool = setting(False, "release", "the calls enter and guestWait of the client exist (2.7)")
    send_chat_message: bool = setting(True, "release", "the call sendChatMessage exists (3.0)")
    join_url_of_user_id: bool = setting(
        False, "release", "getJoinUrl names the user by userID and encodes once (2.7), not by existingUserID"
    )
    parent_meeting_check: bool = setting(
        True, "release", "create tests parentMeetingID (2.7: since 2.7.2 or 2.7.3); off: parentMeetingIdMissing"
    )
    body_read_late: bool = setting(
        False, "release", "create and insertDocument read the body last, once a meeting is made (2.7)"
    )
    client_settings_override: bool = setting(True, "release", "the body of create can override client settings (3.0)")
    malformed_xml_key: bool = setting(
        False, "release", "malformedXml and invalidPresentationUrl (4.0), not an error page"
    )
    insert_document_needs_module: bool = setting(
        True, "release", "insertDocument requires a module named presentation (3.0); off: any body will do"
    )
    insert_document_no_module_key: bool = setting(
        False, "release", "insertDocument says that the module is missing (4.0), not an error page"
    )
    invalid_filename_check: bool = setting(
        True, "release", "insertDocument refuses documents without a usable file name (3.0.33)"
    )
    insert_document_disabled_text: bool = setting(
        True, "release", "insertDocument says that presentations are disabled (by August 2025)"
    )
    accept_catch_all: bool = setting(
        True, "release", "a request that asks for a form the response lacks gets XML (3.0.18); off: Grails 7 before"
    )
    accept_any: bool = setting(
        False, "release", "without it, XML all the same if the request takes */* among others (Grails up to 6; 2.7)"
    )
    recordings_catch_all: bool = setting(
        False, "release", "the same for the recording calls (not in the newest copy that was read)"
    )
    content_type_rule: bool = setting(True, "release", "the media type of a body is judged (since 2.7.8)")
    content_type_whole: bool = setting(
        False, "release", "the whole header is compared, so that a charset is refused (2.7.8 to June 2024)"
    )
    body_signed: bool = setting(
        False, "release", "without a query string, the sorted parameters are signed (up to 2.7.7)"
    )
    query_string_rule: str = setting(
        "off",
        "release",
        "whether getMeetings and getSessions refuse an empty query string (on: up to 2.7.7; unknown: since 2.7.8)",
        words=("off", "on", "unknown"),
    )
    end_callback_twice: bool = setting(
        False, "release", "each attempt of the end callback is two GETs, and redirects are followed (up to 3.0.26)"
    )
    any_method: bool = setting(False, "release", "join takes POST too, and insertDocument GET (up to 2.7.7)")
    chunked_body: bool = setting(False, "release", "a chunked body counts as a body (4.0)")

    speaker: str = setting(
        "bigbluebutton",
        "beside",
        "which program responds; --speaker sets it",
        words=("bigbluebutton", "scalelite"),
    )
    webhooks: bool = setting(True, "beside", "bbb-webhooks is installed; off: its calls are HTTP 404")
    permanent_hooks: str = setting("", "beside", "URLs of bbb-webhooks' permanent hooks, with spaces between them")
    hook_store: str = setting(
        "works",
        "beside",
        "redis behind bbb-webhooks: refuses new hooks, keeps those it has, or is stopped, so no response comes",
        words=("works", "refuses", "keeps", "stopped"),
    )
    webhooks_version: str = setting(
        "3.5.0",
        "beside",
        "version of bbb-webhooks: how its callbacks are signed, and which hooks get an event",
        words=("3.5.0", "3.3.1", "2.6.1"),
    )
    hook_checksum_algorithm: str = setting(
        "sha1",
        "beside",
        "hash that signs the callbacks of bbb-webhooks from 3.0.0 on",
        "hookChecksumAlgorithm",
        words=("sha1", "sha256", "sha384", "sha512"),
    )
    auth2_0: bool = setting(False, "beside", "bbb-webhooks sends the secret as a bearer token, and no checksum")
    scalelite_secrets: str = setting(
        "", "beside", "further secrets with which Scalelite signs recording ready, with spaces between them"
    )
    servers_behind: str = setting(
        "answer",
        "beside",
        "what the servers behind Scalelite do; page: they send HTML, offline: none is enabled and online",
        words=("answer", "silent", "page", "offline"),
    )
    server_tags: str = setting("", "beside", "tags of the servers behind Scalelite, with spaces between them")
    get_meetings_disabled: bool = setting(False, "beside", "Scalelite lists no meetings")
    get_recordings_filtered: bool = setting(False, "beside", "Scalelite's getRecordings requires meetingID or recordID")
    recordings_disabled: bool = setting(False, "beside", "Scalelite knows no recordings")
    recording_files_movable: bool = setting(True, "beside", "off: Scalelite can neither move nor remove their files")

    ties: str = setting(
        "random",
        "stub",
        "which of several equal rules wins, where BigBlueButton chooses again for each request",
        words=("random", "first"),
    )
    missing_checksum_text: str = setting(
        "any",
        "stub",
        "which of its two texts a missing checksum gets; any: as ties says",
        words=("any", "provide", "match"),
    )
    missing_token_text: str = setting(
        "any",
        "stub",
        "the same for learningDashboard without sessionToken",
        words=("any", "provide", "invalid"),
    )
    unknown_texts: str = setting(
        "refuse",
        "stub",
        "responses whose text was never read are HTTP 501, or have the right key and form and a stand-in for the text",
        words=("refuse", "stand-in"),
    )
    send_callbacks: bool = setting(True, "stub", "off: no callbacks and no events are sent")
    send_to_any_host: bool = setting(
        False, "stub", "callbacks go to other machines too; off: to localhost and loopback addresses alone"
    )
    signatures: str = setting(
        "right",
        "stub",
        "how callbacks are signed; unsigned: tokens say alg none; altered: changed after signing",
        words=("right", "other-secret", "missing", "unsigned", "altered"),
    )
    callback_url_check: bool = setting(
        False, "stub", "the end callback refuses http and private addresses, as 3.0.27 does by default"
    )
    callback_seconds: float = setting(0.0, "stub", "how long a callback waits for a response; 0: as BigBlueButton does")
    recording_delay: int = setting(5, "stub", "seconds from the end of a recorded meeting to its recording")
    playback_formats: str = setting(
        "presentation", "stub", "formats of a recording, with spaces between them; each is reported"
    )
    end_delay: int = setting(0, "stub", "seconds from end to the end of the meeting")
    forget_after: int = setting(3600, "stub", "seconds for which an ended meeting is remembered")
    slow_seconds: float = setting(30.0, "stub", "how long the fault slow waits")
    huge_megabytes: int = setting(64, "stub", "size of the response of the fault huge", most=1024)
    read_seconds: float = setting(
        60.0,
        "stub",
        "how long headers may take to arrive, and a body, and the rest of a refused one; then the connection is closed",
        least=0.1,
    )

    def with_values(self, values: Mapping[str, object]) -> Settings:
        """Return a copy with some settings changed, each by the name users write; raises ValueError."""
        known = names()
        known |= {field.metadata["alias"]: field for field in known.values() if field.metadata["alias"]}
        changes: dict[str, Any] = {}
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"no setting is named {short(name)}; known are {', '.join(known)}")
            attribute = known[name].name
            changes[attribute] = converted(name, value, getattr(self, attribute), known[name].metadata["span"])
            words = known[name].metadata["words"]
            if words and changes[attribute] not in words:
                raise ValueError(f"{name} is {' or '.join(words)}, not {short(value)}")
        return dataclasses.replace(self, **changes)

    def of_release(self, release: str) -> Settings:
        """Return a copy that plays a line of releases, its switches as that line has them.

        Raises ValueError for a line that the stub does not play.
        """
        if release not in RELEASES:
            known = list(RELEASES)
            raise ValueError(f"the stub plays {', '.join(known[:-1])} and {known[-1]}, not {short(release)}")
        usual = {name: known.default for name, known in names("release").items()}
        changed = self.with_values({**usual, **RELEASES[release]})
        return dataclasses.replace(changed, release=release)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Lines whose answers it may give: the played one, and after it all others once a switch differs from it."""
        switches = line_switches(self.release)
        if all(getattr(self, name) == value for name, value in switches.items()):
            return (self.release,)
        return (self.release, *(line for line in RELEASES if line != self.release))


def for_release(release: str) -> Settings:
    """Return the defaults of a line of releases; raises ValueError for one that the stub does not play."""
    return Settings().of_release(release)


@cache
def line_switches(release: str) -> Mapping[str, object]:
    """Return the switches of the group `release` by attribute, as a line has them."""
    played = for_release(release)
    return {known.name: getattr(played, known.name) for known in names("release").values()}


def names(group: Group | None = None) -> dict[str, dataclasses.Field[Any]]:
    """All settings, or those of a group, by the name users write."""
    known = {f.metadata["name"] or f.name: f for f in dataclasses.fields(Settings) if f.metadata}
    return {name: f for name, f in known.items() if group in (None, f.metadata["group"])}
