"""A step of the wheel's build: makes the data from the catalog and puts it beside the programs that read it."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataHook(BuildHookInterface[BuilderConfig]):
    """Adds the generated data. An environment's SITE_URL becomes the address of its pages, as for the site."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as hatchling calls it
        """Make the files before the wheel is packed."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "hooks"))
        from bbb_errors import data
        from bbb_wire import rules
        from reference.catalog.loading import load
        from reference.catalog.problems import CatalogError
        from reference.exports import errors_json
        from reference.exports.edition import edition
        from reference.exports.hosting import wrong_settings
        from reference.exports.publication import Publication

        try:
            site_url = os.environ.get("SITE_URL", "")
            if problems := list(wrong_settings("mkdocs.yml", "", {"site_url": site_url})):
                raise CatalogError(problems)
            here = edition(root, site_url, directory_urls=True)
            text = errors_json.text(Publication(load(root / "docs" / "catalog"), here).reference)
        except CatalogError as error:
            self.app.abort(str(error))
        self._folder = tempfile.TemporaryDirectory()
        for package, name, content in (
            ("bbb_errors", data.NAME, text),
            ("bbb_errors", data.PREPARED.name, _compact(data.prepared(json.loads(text)))),
            ("bbb_wire", rules.PREPARED.name, _compact(rules.rules())),
        ):
            made = Path(self._folder.name) / name
            made.write_text(content, encoding="utf-8", newline="")
            build_data["force_include"][str(made)] = f"{package}/{name}"

    def finalize(self, *_: object) -> None:
        """Delete them when the wheel is packed."""
        self._folder.cleanup()


def _compact(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
