"""A scene as a Java program."""

from __future__ import annotations

from reference.pages.in_languages.scenes import Call, Scene
from reference.pages.in_languages.writing import WRONG_SECRET, Style, double, indented, is_flag

_STYLE = Style(comma="")


def program(scene: Scene) -> str:
    """The text of the program."""
    secret = f'new BbbApi(System.getenv("BBB_URL"), {double(WRONG_SECRET)})'
    body = [
        f"BbbApi bbb = {'BbbApi.fromEnv()' if scene.is_signed else secret};",
        *(f"{_call(each)};" for each in scene.given),
    ]
    if scene.fails:
        key = 'error.key() + " | " + ' if scene.has_key else ""
        told = f'kind + " | " + {key}error.getMessage()'
        body += [
            "try {",
            indented(f"{_call(scene.call)};", "    "),
            "} catch (BbbApi.BbbException error) {",
            "    String kind = error.getClass().getSimpleName();",
            f"    System.out.println({told});",
            "}",
        ]
    else:
        key = 'response.key() + " | " + ' if scene.has_key else ""
        told = f'response.returncode() + " | " + {key}response.message()'
        body += [f"BbbApi.Response response = {_call(scene.call)};", f"System.out.println({told});"]
    main = indented("\n".join(body), " " * 8)
    return f"class Provoke {{\n    public static void main(String[] args) {{\n{main}\n    }}\n}}\n"


def _call(call: Call) -> str:
    params = [f"{double(name)}, {value if is_flag(value) else double(value)}" for name, value in call.params]
    return _STYLE.folded("bbb.call(", [double(call.name), *params], ")", 8)
