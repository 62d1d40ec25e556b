"""The forms in which readers tell what is wrong, and the links from the pages that fill them in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from lxml import html

from reference.catalog.contents import Catalog
from tests.fixtures import PUBLIC, REPOSITORY
from tests.real import ROOT
from theme_contract import contract

THEME = contract()

FOLDER = ROOT / ".github" / "ISSUE_TEMPLATE"
FORMS = sorted(path for path in FOLDER.glob("*.yml") if path.name != "config.yml")

GITHUBS_OWN = {"assignees", "body", "labels", "milestone", "projects", "template", "title", "type"}
"""What GitHub itself takes from the query of a new issue; a field with such an id could not be filled in."""


def form(path: Path) -> dict[str, Any]:
    """A form as a program reads it."""
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def fields(path: Path) -> list[dict[str, Any]]:
    """What a form asks; its other elements are text."""
    return [element for element in form(path)["body"] if element["type"] != "markdown"]


def reports(page: Path) -> list[str]:
    """Where a page's links to a form lead."""
    return [link for link in html.parse(page).xpath("//a/@href") if "/issues/new" in link]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_can_be_read_and_filled_in(path: Path) -> None:
    assert all(form(path)[name].strip() for name in ("name", "description", "title"))
    ids = [field["id"] for field in fields(path)]
    assert len(set(ids)) == len(ids)
    assert not GITHUBS_OWN & set(ids)
    for field in fields(path):
        assert re.fullmatch(r"[a-z][a-z-]*", field["id"])
        assert field["type"] in {"input", "textarea", "dropdown", "checkboxes"}
        assert field["attributes"]["label"].strip(), field["id"]
        # GitHub refuses a form that has anything else here.
        assert isinstance(field.get("validations", {}).get("required", False), bool), field["id"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_for_what_a_correction_needs_and_for_no_secret(path: Path) -> None:
    required = {field["id"] for field in fields(path) if field.get("validations", {}).get("required")}
    assert {"release", "call", "sent", "received"} <= required
    warning, *_ = [element for element in form(path)["body"] if element["type"] == "markdown"]
    assert "Never post a shared secret" in warning["attributes"]["value"]
    [clean] = [field for field in fields(path) if field["type"] == "checkboxes"]
    assert all(option["required"] is True for option in clean["attributes"]["options"])


def test_whoever_chooses_a_form_is_led_to_public_places_only() -> None:
    config = form(FOLDER / "config.yml")
    assert isinstance(config["blank_issues_enabled"], bool)
    for link in config["contact_links"]:
        assert urlsplit(link["url"]).scheme == "https", link
        assert link["name"], link
        assert link["about"], link


def test_the_pencil_leads_to_the_source_in_the_repository(published_site: Path, catalog: Catalog) -> None:
    for address, path in catalog.paths.items():
        tree = html.parse(published_site / "errors" / address / "index.html")
        [edit] = tree.xpath(f"//a[@class='{THEME['editButton']} {THEME['icon']}']/@href")
        assert edit == f"{REPOSITORY}/edit/main/docs/catalog/{path}"
        assert not tree.xpath("//footer//code")


def test_each_page_fills_in_the_forms_about_itself(published_site: Path) -> None:
    for page in published_site.rglob("index.html"):
        path = page.relative_to(published_site).as_posix().removesuffix("index.html")
        if 'http-equiv="refresh"' in page.read_text(encoding="utf-8"):
            continue
        wrong, missing = reports(page)
        for link in (wrong, missing):
            where, _, query = link.partition("?")
            assert where == f"{REPOSITORY}/issues/new"
            filled = parse_qs(query, strict_parsing=True)
            [template] = filled.pop("template")
            title = filled.pop("title", None)
            assert title is None or title == [f"Wrong: {path.strip('/') or 'start page'}"]
            asked = {field["id"] for field in fields(FOLDER / template) if field["type"] in {"input", "textarea"}}
            assert set(filled) <= asked
            assert filled.get("page", [f"{PUBLIC}{path}"]) == [f"{PUBLIC}{path}"]


def test_a_site_without_a_repository_says_what_to_send_and_where(site: Path) -> None:
    for page in site.rglob("*.html"):
        assert not reports(page), page
    assert 'id="report"' in (site / "sources" / "index.html").read_text(encoding="utf-8")
