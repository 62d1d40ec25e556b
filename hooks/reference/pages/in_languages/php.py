"""A scene as a PHP program."""

from __future__ import annotations

from reference.pages.in_languages.scenes import Call, Scene
from reference.pages.in_languages.writing import WRONG_SECRET, XML, Style, indented, is_flag, single

_STYLE = Style()


def program(scene: Scene) -> str:
    """The text of the program."""
    client = "Client::fromEnv()" if scene.is_signed else f"new Client(getenv('BBB_URL'), {single(WRONG_SECRET)})"
    lines = [
        "<?php\n",
        "use BbbApi\\BbbException;" if scene.fails else "",
        "use BbbApi\\Client;\n",
        "require 'BbbApi.php';\n",
        f"$bbb = {client};",
        *(f"{_call(each)};" for each in scene.given),
    ]
    if scene.fails:
        shown = "$error->key, $error->getMessage()" if scene.has_key else "$error->getMessage()"
        lines += [
            "try {",
            indented(f"{_call(scene.call)};", "    "),
            "} catch (BbbException $error) {",
            "    $class = (new ReflectionClass($error))->getShortName();",
            f"    echo implode(' | ', [$class, {shown}]), \"\\n\";",
            "}",
        ]
    else:
        shown = "$response->key, $response->message" if scene.has_key else "$response->message"
        lines += [
            f"$response = {_call(scene.call)};",
            f"echo implode(' | ', [$response->returncode, {shown}]), \"\\n\";",
        ]
    return "\n".join(line for line in lines if line) + "\n"


def _call(call: Call) -> str:
    params = [f"{single(name)} => {value if is_flag(value) else single(value)}" for name, value in call.params]
    if not call.is_post:
        head = f"$bbb->call({single(call.name)}"
        return _STYLE.folded(f"{head}, [", params, "])") if params else f"{head})"
    items = [single(call.name), f"[{', '.join(params)}]"]
    items += [single(call.body)] if call.body else []
    items += [single(call.content_type)] if call.content_type not in ("", XML) else []
    return _STYLE.folded("$bbb->post(", items, ")")
