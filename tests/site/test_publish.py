"""What is published: the lock of the node programs, and what servers and robots are told."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from reference.exports import hosting as headers
from tests.audit.host import header_rules
from tests.fixtures import PUBLIC
from tests.real import ROOT


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


def test_a_site_with_an_address_says_it_everywhere(published_site: Path) -> None:
    site = published_site
    assert headers.robots(PUBLIC) == (site / "robots.txt").read_text(encoding="utf-8")
    [canonical] = html.parse(site / "calls" / "create" / "index.html").xpath("//link[@rel='canonical']/@href")
    assert canonical == f"{PUBLIC}calls/create/"
    listed = re.findall(r"<loc>(.*)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    pages = [
        path for path in site.rglob("index.html") if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    ]
    addresses = [path.parent.relative_to(site).as_posix() for path in pages]
    assert sorted(listed) == sorted(f"{PUBLIC}{'' if one == '.' else f'{one}/'}" for one in addresses)
