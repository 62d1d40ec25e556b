"""A scene as a Ruby program."""

from __future__ import annotations

from reference.pages.in_languages.scenes import Call, Scene
from reference.pages.in_languages.writing import WRONG_SECRET, XML, Style, indented, is_flag, single

_STYLE = Style("  ", comma="")


def program(scene: Scene) -> str:
    """The text of the program."""
    secret = f"BbbApi::Client.new(ENV.fetch('BBB_URL'), {single(WRONG_SECRET)})"
    lines = [
        "require_relative 'bbb_api'\n",
        f"bbb = {'BbbApi::Client.from_env' if scene.is_signed else secret}",
        *(_call(each) for each in scene.given),
    ]
    if scene.fails:
        shown = "e.key, e.message" if scene.has_key else "e.message"
        lines += [
            "begin",
            indented(_call(scene.call), "  "),
            "rescue BbbApi::Error => e",
            f"  puts [e.class.name.split('::').last, {shown}].join(' | ')",
            "end",
        ]
    else:
        shown = "response.key, response.message" if scene.has_key else "response.message"
        lines += [
            f"response = {_call(scene.call)}",
            f"puts [response.returncode, {shown}].join(' | ')",
        ]
    return "\n".join(lines) + "\n"


def _call(call: Call) -> str:
    params = [f"{name}: {value if is_flag(value) else single(value)}" for name, value in call.params]
    if not call.is_post:
        return _STYLE.folded("bbb.call(", [single(call.name), *params], ")")
    items = [single(call.name), f"{{ {', '.join(params)} }}"]
    items += [single(call.body)] if call.body else []
    items += [single(call.content_type)] if call.content_type not in ("", XML) else []
    return _STYLE.folded("bbb.post(", items, ")")
