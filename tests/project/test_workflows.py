"""The workflows: zizmor looks at each file by itself; the rest is what no linter can know of this project."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.real import ROOT

WORKFLOWS = {path.name: path for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))}

# A target, settings for it that are fixed in the file, and perhaps the page of the run as the place of its output.
MAKE = re.compile(r'make ([a-z-]+)( [A-Z]+=[\w^]+)*( >> "\$GITHUB_STEP_SUMMARY")?')


def workflow(name: str) -> dict[str, Any]:
    """A workflow as a program reads it; YAML takes its `on` for a truth value."""
    content: dict[Any, Any] = yaml.safe_load(WORKFLOWS[name].read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in content.items()}


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every job with the names of its workflow and its own."""
    for name in WORKFLOWS:
        for key, job in workflow(name)["jobs"].items():
            yield name, key, job


def uses(job: dict[str, Any]) -> set[str]:
    """The actions of a job, without their versions, and the workflow it calls."""
    used = [job.get("uses"), *(step.get("uses") for step in job.get("steps", ()))]
    return {one.partition("@")[0] for one in used if one}


def commands(job: dict[str, Any]) -> list[str]:
    """What a job runs in a shell."""
    return [step["run"].strip() for step in job.get("steps", ()) if "run" in step]


def before(name: str, key: str) -> list[dict[str, Any]]:
    """All jobs of a workflow that must have succeeded before one of them begins."""
    needs = workflow(name)["jobs"][key].get("needs", ())
    needed = [needs] if isinstance(needs, str) else needs
    return [job for one in needed for job in (*before(name, one), workflow(name)["jobs"][one])]


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    assert zizmor.exists(), f"{zizmor} is missing; run make test-env"
    command = [str(zizmor), "--quiet", "--offline", "--persona=auditor", "--strict-collection", "--color=never"]
    found = subprocess.run(
        [*command, ".github", ".pre-commit-config.yaml"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr


def test_every_command_of_a_workflow_is_a_make_target_so_that_any_host_can_do_it() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    found = [command for _, _, job in jobs() for command in commands(job)]
    assert found
    for command in found:
        made = MAKE.fullmatch(command)
        assert (made and made[1] in targets) or command.startswith("gh release upload "), command
        # What comes from outside stays out of the command's text, or it could be a command itself.
        assert "${{" not in command, command


def test_actions_are_used_by_the_tag_of_a_version_and_not_by_a_branch() -> None:
    steps = [step for _, _, job in jobs() for step in job.get("steps", ())]
    used = [step["uses"] for step in steps if "uses" in step]
    assert used
    for action in used:
        assert re.fullmatch(r"[\w./-]+@(v\d+(\.\d+)*|[0-9a-f]{40})", action), action


def test_a_job_that_may_write_runs_nothing_of_the_project() -> None:
    writing = [(name, key, job) for name, key, job in jobs() if "write" in (*job.get("permissions", {}).values(),)]
    assert writing
    for name, key, job in writing:
        assert "actions/checkout" not in uses(job), (name, key)
        assert all(command.startswith("gh ") for command in commands(job)), (name, key)


def test_no_secret_is_read() -> None:
    for name, path in WORKFLOWS.items():
        assert "secrets" not in path.read_text(encoding="utf-8"), name


def test_every_job_ends_in_time() -> None:
    for name, key, job in jobs():
        assert "uses" in job or 0 < job["timeout-minutes"] <= 30, (name, key)


def test_all_pythons_that_are_promised_are_tested_and_the_newest_does_the_rest() -> None:
    required = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    first = int(required.removeprefix(">=3."))
    [tested] = [
        job["strategy"]["matrix"]["python"]
        for _, _, job in jobs()
        if "make test" in commands(job) and "strategy" in job
    ]
    assert tested == [f"3.{minor}" for minor in range(first, first + len(tested))]
    for name, key, job in jobs():
        for step in job.get("steps", ()):
            version = step.get("with", {}).get("python-version")
            assert version in (None, "${{ matrix.python }}", tested[-1]), (name, key)


def test_each_push_is_tested_once_and_nothing_is_published_that_was_not() -> None:
    publishing = [(name, key) for name, key, job in jobs() if "actions/deploy-pages" in uses(job)]
    assert publishing
    for name, key in publishing:
        assert any("./.github/workflows/test.yml" in uses(job) for job in before(name, key))
        assert workflow(name)["on"]["push"]["branches"] == workflow("test.yml")["on"]["push"]["branches-ignore"]
    assert {"pull_request", "workflow_call"} <= set(workflow("test.yml")["on"])


def test_a_release_has_the_version_of_its_tag_before_files_are_attached() -> None:
    attaching = [(name, key) for name, key, job in jobs() if any(one.startswith("gh release") for one in commands(job))]
    assert attaching
    for name, key in attaching:
        making = [command for job in before(name, key) for command in commands(job)]
        assert making[0] == "make tagged"
        assert len(making) > 1
