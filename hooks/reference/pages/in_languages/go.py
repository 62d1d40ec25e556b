"""A scene as a Go program."""

from __future__ import annotations

from reference.pages.in_languages.scenes import Call, Scene
from reference.pages.in_languages.writing import WRONG_SECRET, XML, Style, double, indented, is_flag

_STYLE = Style("\t")

_CHECK = "if err != nil {\n\tlog.Fatal(err)\n}"


def program(scene: Scene) -> str:
    """The text of the program."""
    used = {"context", "fmt", "log"} | ({"errors"} if scene.fails else set()) | (set() if scene.is_signed else {"os"})
    secret = f'bbb.New(os.Getenv("BBB_URL"), {double(WRONG_SECRET)}, bbb.Options{{}})'
    body = [f"client, err := {'bbb.FromEnv(bbb.Options{})' if scene.is_signed else secret}", _CHECK]
    body.append("ctx := context.Background()")
    for each in scene.given:
        body += [f"_, err = {_call(each)}", _CHECK]
    if scene.fails:
        shown = 'failed.Key, "|", failed.Message' if scene.has_key else "failed.Message"
        body += [
            f"_, err = {_call(scene.call)}",
            "var failed *bbb.Error",
            "if !errors.As(err, &failed) {\n\tlog.Fatal(err)\n}",
            f'fmt.Println(failed.Kind, "|", {shown})',
        ]
    else:
        shown = 'response.Key, "|", response.Message' if scene.has_key else "response.Message"
        body += [
            f"response, err := {_call(scene.call)}",
            _CHECK,
            f'fmt.Println(response.Returncode, "|", {shown})',
        ]
    imports = "".join(f"\t{double(name)}\n" for name in sorted(used))
    main = indented("\n".join(body), "\t")
    return f'package main\n\nimport (\n{imports}\n\t"portal/bbb"\n)\n\nfunc main() {{\n{main}\n}}\n'


def _call(call: Call) -> str:
    params = [f"bbb.P({double(name)}, {value if is_flag(value) else double(value)})" for name, value in call.params]
    if not call.is_post:
        return _STYLE.folded("client.Call(", ["ctx", double(call.name), *params], ")", 13)
    items = ["ctx", double(call.name), f"[]bbb.Param{{{', '.join(params)}}}"]
    items.append(f"[]byte({_text(call.body)})" if call.body else "nil")
    items.append(double(call.content_type or XML) if call.body else '""')
    return _STYLE.folded("client.Post(", items, ")", 13)


def _text(text: str) -> str:
    return f"`{text}`" if '"' in text and "`" not in text else double(text)
