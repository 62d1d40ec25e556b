"""A scene as a Python program."""

from __future__ import annotations

from reference.pages.in_languages.scenes import Call, Scene
from reference.pages.in_languages.writing import WRONG_SECRET, XML, Style, double, indented, is_flag, quoted

_STYLE = Style()


def program(scene: Scene) -> str:
    """The text of the program."""
    secret = f'Client(os.environ["BBB_URL"], {double(WRONG_SECRET)})'
    lines = [
        "" if scene.is_signed else "import os\n",
        f"from bbb_api import {'BBBError, ' if scene.fails else ''}Client\n",
        f"with {'Client.from_env()' if scene.is_signed else secret} as bbb:",
        *(indented(_call(each, 4), "    ") for each in scene.given),
    ]
    if scene.fails:
        shown = "error.key, error.message" if scene.has_key else "error.message"
        lines += [
            "    try:",
            indented(_call(scene.call, 8), " " * 8),
            "    except BBBError as error:",
            f'        print(type(error).__name__, {shown}, sep=" | ")',
        ]
    else:
        shown = "response.key, response.message" if scene.has_key else "response.message"
        lines += [
            indented(f"response = {_call(scene.call, 15)}", "    "),
            f'    print(response.returncode, {shown}, sep=" | ")',
        ]
    return "\n".join(line for line in lines if line) + "\n"


def _call(call: Call, at: int) -> str:
    if not call.is_post:
        items = [double(call.name), *(f"{name}={_value(value)}" for name, value in call.params)]
        return _STYLE.folded("bbb.call(", items, ")", at)
    params = ", ".join(f"{double(name)}: {_value(value)}" for name, value in call.params)
    items = [double(call.name), f"{{{params}}}"]
    items += [_value(call.body)] if call.body else []
    items += [f"content_type={double(call.content_type)}"] if call.content_type not in ("", XML) else []
    return _STYLE.folded("bbb.post(", items, ")", at)


def _value(value: str) -> str:
    if is_flag(value):
        return value.title()
    return quoted(value)
