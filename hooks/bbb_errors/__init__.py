"""Explains errors of the BigBlueButton API in a terminal: python -m bbb_errors explain <key | message | file | ->."""
