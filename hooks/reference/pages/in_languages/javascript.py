"""A scene as a JavaScript program."""

from __future__ import annotations

from reference.pages.in_languages.scenes import Call, Scene
from reference.pages.in_languages.writing import WRONG_SECRET, XML, Style, double, indented, is_flag, quoted

_OBJECT = Style("  ", inside=" ")
_LIST = Style("  ")


def program(scene: Scene) -> str:
    """The text of the program."""
    client = "Client.fromEnv()" if scene.is_signed else f"new Client(process.env.BBB_URL, {double(WRONG_SECRET)})"
    lines = [
        f'import {{ {"BBBError, " if scene.fails else ""}Client }} from "./bbb-api.mjs";\n',
        f"const bbb = {client};",
        *(f"await {_call(each)};" for each in scene.given),
    ]
    if scene.fails:
        shown = "error.key, error.message" if scene.has_key else "error.message"
        lines += [
            "try {",
            indented(f"await {_call(scene.call)};", "  "),
            "} catch (error) {",
            "  if (!(error instanceof BBBError)) throw error;",
            f'  console.log([error.name, {shown}].join(" | "));',
            "}",
        ]
    else:
        shown = "response.key, response.message" if scene.has_key else "response.message"
        lines += [
            f"const response = await {_call(scene.call)};",
            f'console.log([response.returncode, {shown}].join(" | "));',
        ]
    return "\n".join(lines) + "\n"


def _call(call: Call) -> str:
    params = [f"{name}: {value if is_flag(value) else double(value)}" for name, value in call.params]
    if not call.is_post:
        head = f"bbb.call({double(call.name)}"
        return _OBJECT.folded(f"{head}, {{", params, "})") if params else f"{head})"
    items = [double(call.name), f"{{ {', '.join(params)} }}"]
    items += [quoted(call.body)] if call.body else []
    items += [double(call.content_type)] if call.content_type not in ("", XML) else []
    return _LIST.folded("bbb.post(", items, ")")
