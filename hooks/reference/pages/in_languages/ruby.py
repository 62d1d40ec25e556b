"""A scene as a Ruby program."""

from __future__ import annotations

from reference.pages.in_languages.scenes import Call, Scene
from reference.pages.in_languages.writing import WRONG_SECRET, XML, Style, double, indented, is_flag, quoted

_STYLE = Style("  ", comma="")


def program(scene: Scene) -> str:
    """The text of the program."""
    secret = f'BbbApi::Client.new(ENV.fetch("BBB_URL"), {double(WRONG_SECRET)})'
    lines = [
        'require_relative "bbb_api"\n',
        f"bbb = {'BbbApi::Client.from_env' if scene.is_signed else secret}",
        *(_call(each) for each in scene.given),
    ]
    if scene.fails:
        shown = "e.key, e.message" if scene.has_key else "e.message"
        lines += [
            "begin",
            indented(_call(scene.call), "  "),
            "rescue BbbApi::Error => e",
            f'  puts [e.class.name.split("::").last, {shown}].join(" | ")',
            "end",
        ]
    else:
        shown = "response.key, response.message" if scene.has_key else "response.message"
        lines += [
            f"response = {_call(scene.call)}",
            f'puts [response.returncode, {shown}].join(" | ")',
        ]
    return "\n".join(lines) + "\n"


def _call(call: Call) -> str:
    params = [f"{name}: {value if is_flag(value) else double(value)}" for name, value in call.params]
    if not call.is_post:
        return _STYLE.folded("bbb.call(", [double(call.name), *params], ")")
    items = [double(call.name), f"{{ {', '.join(params)} }}"]
    items += [f"body: {quoted(call.body)}"] if call.body else []
    items += [f"content_type: {double(call.content_type)}"] if call.content_type not in ("", XML) else []
    return _STYLE.folded("bbb.post(", items, ")")
