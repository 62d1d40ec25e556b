"""The language of a text track: LocaleUtils.toLocale of Apache Commons Lang 3.

Facts: a language is two or three lower-case letters; a country two upper-case letters or three digits; parts are joined
by underscores. A hyphen is refused. Letters of any script count, since only their case is asked for.
"""

from __future__ import annotations

from bbb_stub.java_text import length


def is_locale(text: str) -> bool:
    """Return whether toLocale takes a text."""
    if "#" in text or length(text) < 2:
        return not text
    if text[0] == "_":
        return _is_country_alone(text)
    parts = text.split("_")
    if len(parts) == 1:
        return _is_language(text)
    if len(parts) == 2:
        return (_is_language(parts[0]) and _is_country(parts[1])) or _is_area(parts[1])
    language, country, *variant = parts
    area = not country or _is_country(country) or _is_area(country)
    return len(variant) == 1 and bool(variant[0]) and _is_language(language) and area


def tag(text: str) -> str:
    """Return a locale as a language tag, such as en-US."""
    return text.strip("_").replace("_", "-")


def _is_country_alone(text: str) -> bool:
    units = length(text)
    if units < 3 or not (_is_upper(text[1]) and _is_upper(text[2])):
        return False
    return units == 3 or (units >= 5 and text[3] == "_")


def _is_upper(text: str) -> bool:
    return bool(text) and all(character.isupper() for character in text)


def _is_language(text: str) -> bool:
    return length(text) in (2, 3) and all(character.islower() for character in text)


def _is_country(text: str) -> bool:
    return length(text) == 2 and _is_upper(text)


def _is_area(text: str) -> bool:
    return length(text) == 3 and all(character.isdecimal() for character in text)
