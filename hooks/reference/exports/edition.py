"""The edition that is published: its version, and the addresses of its pages."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from reference.catalog.files import read_text
from reference.catalog.problems import CatalogError, Problem
from reference.pages.links import public_url

PROJECT = "pyproject.toml"
_VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}([.+-]?[A-Za-z0-9]{1,20}){0,3}")


@dataclass(frozen=True)
class Edition:
    """One edition of the reference; the default is that of a program that has no site."""

    version: str = "0"
    """Version of the reference, as pyproject.toml has it."""
    url: str = ""
    """Address of the site with a slash at the end; empty if it is not public or not known."""
    directory_urls: bool = True
    """Whether the address of a page is a folder, errors/notFound/, or a file, errors/notFound.html."""

    def page(self, uri: str) -> str:
        """Address of a page, below the site's root."""
        return public_url(uri, self.directory_urls)

    def link(self, path: str) -> str:
        """Whole address of something below the site's root, as whole as it is known."""
        return urljoin(self.url, path) if self.url else path


def edition(root: Path, site_url: str | None, directory_urls: bool) -> Edition:
    """The edition that a project's folder holds.

    Args:
        root: The folder with pyproject.toml.
        site_url: MkDocs' setting; an address on this machine counts as none.
        directory_urls: MkDocs' setting.

    Raises:
        CatalogError: If pyproject.toml has no version that fits into the name of a file.
    """
    text = read_text(root / PROJECT, PROJECT)
    try:
        version = tomllib.loads(text)["project"]["version"]
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        problem = Problem(PROJECT, 1, f"no version can be read ({error})", "give [project] a version")
        raise CatalogError([problem]) from error
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        line = next((n for n, each in enumerate(text.splitlines(), 1) if each.startswith("version")), 1)
        problem = Problem(
            PROJECT, line, f"the version cannot be `{version}`", 'write numbers and dots, such as "1.2.3"'
        )
        raise CatalogError([problem])
    return Edition(version, site_url if site_url and is_public(site_url) else "", directory_urls)


def is_public(site_url: str) -> bool:
    """Whether an address leads to more than this machine."""
    return urlsplit(site_url).hostname not in (None, "localhost", "127.0.0.1")
