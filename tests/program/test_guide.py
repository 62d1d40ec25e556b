"""The commands that README and the guide show are ones that the program takes, and the lines for CI can be read."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib import import_module

import pytest
import yaml

from bbb_errors.program import COMMANDS
from bbb_stub import command as stub
from bbb_stub.settings import for_release
from tests.real import ROOT

GUIDE = (ROOT / "docs/guides/test-your-error-handling.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
WORKFLOW = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")


def shown(text: str) -> Iterator[str]:
    """What is given to the program, in a block or in a line: `bbb-errors stub --port 0`, or a container's options."""
    for line in re.findall(r"^(?:bbb-errors|podman run) .*|`bbb-errors [a-z][^`\n]*`", text, re.MULTILINE):
        plain = line.strip("`").removesuffix("`")
        yield re.sub(r"^podman run .* bbb-stub ", "bbb-errors stub ", plain)


LINES = sorted({*shown(GUIDE), *shown(README)})


@pytest.mark.parametrize("line", LINES)
def test_the_program_takes_every_line_that_is_shown(line: str) -> None:
    _, name, *options = shlex.split(line)
    assert name in COMMANDS
    if name == "stub" and "--help" not in options:
        taken = stub.parser().parse_args(options)
        assert for_release(taken.release).with_values(dict(each.split("=", 1) for each in taken.set))


def test_readme_names_every_command() -> None:
    assert [name for name in COMMANDS if f"`bbb-errors {name}" not in README] == []


@pytest.mark.parametrize("text", re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL))
def test_the_lines_for_ci_install_and_run(text: str) -> None:
    content = yaml.safe_load(text)
    steps = content.get("steps") or content["test"]["script"]
    runs = [step["run"] if isinstance(step, dict) else step for step in steps if isinstance(step, str) or "run" in step]
    assert runs == ["python -m pip install -r requirements-test.txt", "python -m pytest"]
    for action in re.findall(r"uses: (\S+)", text):
        assert action in WORKFLOW, "the version that this project uses itself"


def test_every_command_has_a_module_with_main() -> None:
    for name, command in COMMANDS.items():
        if not command.extra:
            assert callable(import_module(command.module).main), name
