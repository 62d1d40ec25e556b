"""A response as data files of programs carry it: the fields that differ from their defaults. Standard library only."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from bbb_wire.response import BIGBLUEBUTTON, Format, Layout, Response

_APART = ("id", "layout")
"""Fields that the files have in other places: a response's name, and the layout of its speaker."""

_CARRIED = [field for field in dataclasses.fields(Response) if field.name not in _APART]


def written(response: Response) -> dict[str, Any]:
    """Return the fields of a response that differ from their defaults."""
    values = {field.name: getattr(response, field.name) for field in _CARRIED}
    return {field.name: values[field.name] for field in _CARRIED if values[field.name] != field.default}


def read(name: str, fields: Mapping[str, Any], layouts: Mapping[str, Layout]) -> Response:
    """Return a response from its fields; raises KeyError, TypeError or ValueError if they aren't those of one.

    Args:
        name: Its id.
        fields: What `written` returned, and `speaker`; others are passed over.
        layouts: How programs write XML, by speaker; those that are not there write it as BigBlueButton.
    """
    carried = {field.name: fields[field.name] for field in _CARRIED if field.name in fields}
    carried["format"] = Format(fields["format"])
    return Response(id=name, layout=layouts.get(fields["speaker"], BIGBLUEBUTTON), **carried)


def written_layouts(layouts: Mapping[str, Layout]) -> dict[str, dict[str, Any]]:
    """Return the fields of layouts, by speaker."""
    return {speaker: dataclasses.asdict(layout) for speaker, layout in layouts.items()}


def read_layouts(written: Mapping[str, Mapping[str, Any]]) -> dict[str, Layout]:
    """Return layouts by speaker from their fields; raises TypeError if they aren't those of one."""
    return {speaker: Layout(**fields) for speaker, fields in written.items()}
