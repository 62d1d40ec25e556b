"""Short code with a hyphen stays in one line; longer code may break."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown  # type: ignore[import-untyped]  # Python-Markdown has no types

from reference.pages.inline_code import LONGEST, InlineCode


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("`--secret`", ["--secret"]),
        ("[`bbb-conf --secret`](x.md) and `create`", ["bbb-conf --secret"]),
        ("`curl`{: .said } `curl -v`{: .said }", ["curl -v"]),
        (f"`{'a-' * LONGEST}`", []),
        ("```\n--secret\n```", []),
    ],
)
def test_short_code_with_a_hyphen_stays_whole(text: str, kept: list[str]) -> None:
    html = Markdown(extensions=["attr_list", "pymdownx.superfences", InlineCode()]).convert(text)
    assert re.findall(r'<code class="(?:said )?whole">([^<]*)</code>', html) == kept
