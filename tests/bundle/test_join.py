"""Modules as classic scripts: they do the same, keep their names to themselves, and anything unknown is refused."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from bundle import BundleError
from bundle.join import Module, order, read

FILES = {
    "js/page.js": """import { twice, Box as Crate } from "./lib/math.js";
import * as all from './lib/more.js';
import "./lib/deed.js";
const secret = "page";
document.title = [secret, twice(4), new Crate(2).value, all.sum(1, 2), all.total, window.deed].join(" ");
import("./lib/later.js").then(({ later }) => (document.title += later));
""",
    "js/lib/math.js": """import {
  sum,
  total as start,
} from "./more.js";
const secret = 0;
export function twice(n) {
  return sum(n, n) + secret + start;
}
class Inside {
  constructor(value) { this.value = value; }
}
export { Inside as Box };
""",
    "js/lib/more.js": "const secret = 0;\nexport const total = secret;\nexport const sum = (a, b) => a + b + secret;\n",
    "js/lib/later.js": "export const later = ' later';\n",
    "js/lib/deed.js": "window.deed = 'done';\n",
}


def load(path: str) -> Module:
    return read(path, FILES[path])


def test_each_module_comes_once_and_after_what_it_imports() -> None:
    found = [module.path for module in order(["js/page.js", "js/lib/math.js"], load)]
    assert found == ["js/lib/more.js", "js/lib/math.js", "js/lib/deed.js", "js/lib/later.js", "js/page.js"]


def test_the_scripts_do_what_the_modules_do(browser: Browser) -> None:
    page = browser.new_page()
    for module in order(["js/page.js"], load):
        page.add_script_tag(content=module.script)
    assert page.title() == "page 8 2 3 0 done later"
    assert page.evaluate("[typeof secret, typeof twice, typeof Inside]") == ["undefined"] * 3
    page.close()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("export default function f() {}", 1),
        ("const a = 1;\nexport let b = 2;", 2),
        ("\nexport var c;", 2),
        ("export * from './a.js';", 1),
        ("export { a } from './a.js';", 1),
        ("export const { a, b } = c;", 1),
        ("import a from './a.js';", 1),
        ("import { default as a } from './a.js';", 1),
        ("import { a } from 'package';", 1),
        ("import { a } from 'https://other.example/a.js';", 1),
        ("const a = 1;\nconst b = import(name);", 2),
        ('const a = 1;\nconst b = import("package");', 2),
        ("\n\nconst here = import.meta.url;", 3),
        ("const a = 1; export { a };", 1),
        ("  import { a } from './a.js';", 1),
        ("const a = 1;\nawait a;", 2),
    ],
)
def test_other_forms_are_refused_with_their_line(text: str, line: int) -> None:
    with pytest.raises(BundleError, match=rf"^js/a\.js:{line}: ") as raised:
        read("js/a.js", text)
    assert "\n" not in str(raised.value)


def test_lines_keep_their_numbers() -> None:
    for path, text in FILES.items():
        script = read(path, text).script.splitlines()
        for number, line in enumerate(text.splitlines()):
            if not line.startswith(("import", "export", "  ", "}")):
                assert line in script[number]


def test_a_name_that_is_not_exported_is_refused() -> None:
    files = {"a.js": "import { none } from './b.js';", "b.js": "export const one = 1;"}
    with pytest.raises(BundleError, match=r"a\.js: imports none, which b\.js does not export"):
        order(["a.js"], lambda path: read(path, files[path]))


def test_a_circle_is_refused() -> None:
    files = {"a.js": "import './b.js';", "b.js": "import './a.js';"}
    with pytest.raises(BundleError, match=r"circle: a\.js -> b\.js -> a\.js"):
        order(["a.js"], lambda path: read(path, files[path]))
