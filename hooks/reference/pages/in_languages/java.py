"""A scene as a Java program."""

from __future__ import annotations

from reference.pages.in_languages.scenes import Call, Scene
from reference.pages.in_languages.writing import WRONG_SECRET, XML, Style, double, indented, is_flag

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
        body += [
            "try {",
            indented(f"{_call(scene.call, 12)};", "    "),
            "} catch (BbbApi.BbbException error) {",
            "    String kind = error.getClass().getSimpleName();",
            f'    System.out.println(kind + " | " + {key}error.message());',
            "}",
        ]
    else:
        key = 'response.key() + " | " + ' if scene.has_key else ""
        body += [
            f"BbbApi.Response response = {_call(scene.call, 36)};",
            f'System.out.println(response.returncode() + " | " + {key}response.message());',
        ]
    imports = "import java.util.List;\n\n" if any(each.is_post for each in scene.calls) else ""
    main = indented("\n".join(body), " " * 8)
    return f"{imports}class Provoke {{\n    public static void main(String[] args) {{\n{main}\n    }}\n}}\n"


def _call(call: Call, at: int = 8) -> str:
    params = [
        f"BbbApi.param({double(name)}, {value if is_flag(value) else double(value)})" for name, value in call.params
    ]
    if not call.is_post:
        return _STYLE.folded("bbb.call(", [double(call.name), *params], ")", at)
    items = [double(call.name), f"List.of({', '.join(params)})", f"{double(call.body)}.getBytes()"]
    return _STYLE.folded("bbb.post(", [*items, double(call.content_type or XML)], ")", at)
