"""What is published and how: the workflows, the locks, and what servers and robots are told."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from reference.exports import hosting as headers
from tests.audit.host import header_rules
from tests.fixtures import build
from tests.real import ROOT

WORKFLOWS = {path.name: path for path in sorted((ROOT / ".github" / "workflows").glob("*"))}

# Each action that may be used, by the major version that was looked at. All run on Node 24.
ACTIONS = {
    "actions/checkout@v6",
    "actions/setup-python@v6",
    "actions/setup-node@v6",
    "actions/configure-pages@v6",
    "actions/upload-pages-artifact@v5",
    "actions/upload-artifact@v6",
    "actions/download-artifact@v7",
    "actions/deploy-pages@v5",
}
READ = {"contents": "read"}
# All that a job may do, where it is more than to read the repository.
PERMISSIONS = {
    ("publish.yml", "build"): READ | {"pages": "read"},
    ("publish.yml", "deploy"): {"pages": "write", "id-token": "write"},
    ("release.yml", "attach"): {"contents": "write"},
}


def workflow(name: str) -> dict[str, Any]:
    """A workflow as a program reads it; YAML takes its `on` for a truth value."""
    content: dict[Any, Any] = yaml.safe_load(WORKFLOWS[name].read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in content.items()}


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every job with the names of its workflow and its own."""
    for name in WORKFLOWS:
        for key, job in workflow(name)["jobs"].items():
            yield name, key, job


def steps() -> Iterator[dict[str, Any]]:
    """Every step of every job."""
    for _, _, job in jobs():
        yield from job.get("steps", ())


def targets() -> set[str]:
    """The targets of the Makefile."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))


def test_the_workflows_are_these() -> None:
    assert list(WORKFLOWS) == ["publish.yml", "release.yml", "test.yml"]


def test_every_command_of_a_workflow_is_a_make_target_so_that_any_host_can_do_it() -> None:
    commands = [step["run"].strip() for step in steps() if "run" in step]
    assert commands
    for command in commands:
        made = re.fullmatch(r"make ([a-z-]+)( [A-Z]+=\w+)?", command)
        assert (made and made[1] in targets()) or command.startswith("gh release upload "), command
        # What comes from outside stays out of the command's text, or it could be a command itself.
        assert "${{" not in command, command


def test_only_known_actions_are_used_by_version() -> None:
    used = {step["uses"] for step in steps() if "uses" in step}
    assert used == ACTIONS
    called = {job["uses"] for _, _, job in jobs() if "uses" in job}
    assert called == {"./.github/workflows/test.yml"}


def test_each_job_may_do_no_more_than_it_needs() -> None:
    for name in WORKFLOWS:
        assert workflow(name)["permissions"] == READ, name
    given = {(name, key): job["permissions"] for name, key, job in jobs() if "permissions" in job}
    assert given == PERMISSIONS


def test_no_credentials_stay_with_the_files_and_no_secret_is_read() -> None:
    for step in steps():
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
    for name, path in WORKFLOWS.items():
        text = path.read_text(encoding="utf-8")
        assert "secrets." not in text, name
        assert "pull_request_target" not in text, name


def test_every_job_ends_in_time() -> None:
    for name, key, job in jobs():
        assert "uses" in job or 0 < job["timeout-minutes"] <= 30, (name, key)


def test_all_pythons_that_are_promised_are_tested() -> None:
    required = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    first = int(required.removeprefix(">=3."))
    tested = workflow("test.yml")["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert tested == [f"3.{minor}" for minor in range(first, first + len(tested))]
    assert tested[-1] == "3.14"
    for step in steps():
        version = step.get("with", {}).get("python-version")
        assert version in (None, "${{ matrix.python }}", tested[-1])


def test_nothing_is_published_that_was_not_tested() -> None:
    publish = workflow("publish.yml")
    assert publish["jobs"]["build"]["needs"] == "test"
    assert publish["jobs"]["deploy"]["needs"] == "build"
    assert publish["on"]["push"] == {"branches": ["main"]}
    test = workflow("test.yml")["on"]
    assert test["push"] == {"branches-ignore": ["main"]}
    assert {"pull_request", "workflow_call"} <= set(test)


def test_a_release_is_checked_before_files_are_attached() -> None:
    files, attach = workflow("release.yml")["jobs"].values()
    commands = [step["run"] for step in files["steps"] if "run" in step]
    assert commands == ["make tagged", "make bundle", "make book"]
    assert attach["needs"] == "files"
    [command] = [step["run"] for step in attach["steps"] if "run" in step]
    assert command.startswith("gh release upload")


def test_ci_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_lock_of_the_node_programs_holds_hashes_and_no_addresses() -> None:
    folder = ROOT / "tests" / "node"
    text = (folder / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    packages: dict[str, Any] = json.loads(text)["packages"]
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert packages.pop("")["devDependencies"] == wanted
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
    for name, version in wanted.items():
        assert packages[f"node_modules/{name}"]["version"] == version
    assert "ignore-scripts=true" in (folder / ".npmrc").read_text(encoding="utf-8").splitlines()


def policy(site: Path) -> str:
    """The Content-Security-Policy that the start page carries."""
    [found] = html.parse(site / "index.html").xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    return str(found)


def test_the_site_tells_its_server_the_same_policy_as_its_pages(site: Path) -> None:
    assert (site / "_headers").read_text(encoding="utf-8") == headers.text(policy(site))
    fields = {name: value for pattern, name, value in header_rules(site) if pattern == "/*"}
    assert fields["Content-Security-Policy"] == f"{policy(site)}; frame-ancestors 'none'"
    assert fields["X-Content-Type-Options"] == "nosniff"
    assert fields["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in fields["Permissions-Policy"]


def test_no_path_gets_a_header_twice_and_only_hashed_names_are_kept_for_long(site: Path) -> None:
    rules = header_rules(site)
    assert rules
    names = [name for _, name, _ in rules]
    assert len({(pattern, name) for pattern, name, _ in rules}) == len(rules)
    assert all(pattern != "/*" or names.count(name) == 1 for pattern, name, _ in rules)
    for pattern, name, _ in rules:
        if name == "Cache-Control":
            tree = html.parse(site / "errors" / "index.html")
            loaded = tree.xpath("//script/@src | //link[@rel='stylesheet']/@href")
            kept = [url for url in loaded if url.startswith(".." + pattern.rstrip("*"))]
            assert kept, pattern
            assert all(re.search(r"\.[0-9a-f]{8}\.", url) for url in kept), kept


def test_each_header_rule_is_about_files_that_are_there(site: Path) -> None:
    patterns = {pattern for pattern, _, _ in header_rules(site)}
    assert patterns
    for pattern in patterns:
        assert list(site.glob(pattern.lstrip("/"))), pattern


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("https://errors.example.org/", "Sitemap: https://errors.example.org/sitemap.xml"),
        ("https://example.org/errors/", "Sitemap: https://example.org/errors/sitemap.xml"),
        ("http://127.0.0.1:8000/", "Allow: /"),
        ("", "Allow: /"),
    ],
)
def test_robots_are_shown_the_list_of_pages_if_the_site_has_an_address(address: str, line: str) -> None:
    text = headers.robots(address)
    assert text.splitlines()[0] == "User-agent: *"
    assert text.splitlines()[-1] == line


def test_a_site_with_an_address_says_it_everywhere(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert build(site, SITE_URL="https://example.org/errors/").returncode == 0
    assert headers.robots("https://example.org/errors/") == (site / "robots.txt").read_text(encoding="utf-8")
    [canonical] = html.parse(site / "calls" / "create" / "index.html").xpath("//link[@rel='canonical']/@href")
    assert canonical == "https://example.org/errors/calls/create/"
    listed = re.findall(r"<loc>(.*)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    pages = [
        path for path in site.rglob("index.html") if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    ]
    addresses = [path.parent.relative_to(site).as_posix() for path in pages]
    assert sorted(listed) == sorted(
        f"https://example.org/errors/{'' if one == '.' else f'{one}/'}" for one in addresses
    )
