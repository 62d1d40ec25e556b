"""The release lines that the stub plays, and what each has otherwise than the defaults."""

from __future__ import annotations

from collections.abc import Mapping

USUAL = "3.0"
"""The line whose behavior the defaults are."""

RELEASES: Mapping[str, Mapping[str, object]] = {
    "2.7": {
        "repeated_checksum": False,
        "url_rule_alone": True,
        "upload_url_fields": False,
        "full_name_limit": False,
        "existing_user_id": False,
        "checksum_error_to_default": False,
        "redirect_target_error": False,
        "guest_wait": True,
        "client_calls": True,
        "send_chat_message": False,
        "join_url_of_user_id": True,
        "body_read_late": True,
        "client_settings_override": False,
        "insert_document_needs_module": False,
        "invalid_filename_check": False,
        "insert_document_disabled_text": False,
        "accept_catch_all": False,
        "accept_any": True,
        "end_callback_twice": True,
        "query_string_rule": "unknown",
    },
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
