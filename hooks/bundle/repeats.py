"""Takes out of the pages what scripts can put back, so that the zip stays small.

These are pieces that are the same on every page, and what follows from the rest of a page: the list of its headings
and the sign beside each. `scripts/shell.js` and `scripts/page.js` are the other
half. Without scripts, a page still has its text, its links and its tabs.
"""

from __future__ import annotations

import html
import json
import re

from bundle import BundleError, outline

_PIECES = {
    "LOGO": r'(class="site-brand"[^>]*>\s*)(?P<piece><svg.*?</svg>)',
    "CONFIG": r'()(?P<piece><script id="__config" type="application/json">.*?</script>)',
    "TOGGLES": r'()(?P<piece><input class="md-toggle"[^>]*drawer.*?<label class="md-overlay"[^>]*></label>)',
    "NEWS": r'()(?P<piece><div data-md-component="announce">\s*</div>)',
    "DIALOG": r'()(?P<piece><div class="md-dialog".*?</div>\s*</div>)',
    "PENCIL": r'(md-content__button md-icon">)(?P<piece><svg.*?</svg>)',
    "SIDEBAR": r'()(?P<piece><div class="md-sidebar[^>]*>(?:(?!</div>).)* data-levels="\d"></ul></nav>(?:</div>){3})',
}
"""What a page can be read without. In front of each piece is what it is recognized by."""
_EVERYWHERE = ("LOGO", "CONFIG", "TOGGLES", "NEWS", "DIALOG")
_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
_SIGN = re.compile(r'<a class="headerlink" href="#([^"]*)">&para;</a>')
_LIST = re.compile(r'(<ul class="md-nav__list" data-md-component="toc"[^>]*)>(.*?)</ul>\s*</nav>', re.DOTALL)
_LINK = re.compile(r'<a href="#([^"]*)" class="md-nav__link">(.*?)</a>', re.DOTALL)
_LEVELS = re.compile(r' data-levels="(\d)"')
_DEEPEST = (2, 3)


class Pieces:
    """The pieces that were taken out."""

    def __init__(self) -> None:
        """Begin with none."""
        self.texts: dict[str, str] = {}

    def without(self, page: str, text: str, up: str) -> str:
        """Take the pieces out of a page.

        Args:
            page: Its path, for messages.
            text: Its text.
            up: The way from it to the folder of the site: nothing, `../` and so on.

        Raises:
            BundleError: If a piece is missing, or is not that of the other pages.
        """
        text = _without_headings(text)
        for name, pattern in _PIECES.items():
            found = re.search(pattern, text, re.DOTALL)
            if not found:
                if name in _EVERYWHERE:
                    raise BundleError(f"{page}: the theme no longer writes {name}; see bundle/repeats.py")
                continue
            piece, instead = found["piece"].strip(), ""
            if name == "CONFIG":
                piece = _config(piece, up)
            elif name == "SIDEBAR":
                [levels] = _LEVELS.findall(piece)
                piece, instead = _LEVELS.sub("", piece), f'<div data-levels="{levels}"></div>'
            if self.texts.setdefault(name, piece) != piece:
                raise BundleError(f"{page}: {name} is not the same here as on other pages; see bundle/repeats.py")
            text = text[: found.start("piece")] + instead + text[found.end("piece") :]
        return text

    def into(self, script: str) -> str:
        """The script with the pieces that it names."""
        for name in re.findall(r'"([A-Z]{4,})"', script):
            if name not in self.texts:
                raise BundleError(
                    f"no page of the theme has {name}, which a script would put back; see bundle/repeats.py"
                )
        for name, text in self.texts.items():
            script = script.replace(f'"{name}"', json.dumps(text, ensure_ascii=False))
        return script


def _config(piece: str, up: str) -> str:
    """The theme's settings with `{base}` where the way to the folder of the site is."""
    settings = json.loads(re.sub(r"<[^>]+>", "", piece))
    settings["search"] = "{base}/" + settings["search"].removeprefix(up)
    settings["base"] = "{base}"
    return f'<script id="__config" type="application/json">{json.dumps(settings)}</script>'


def _without_headings(text: str) -> str:
    """A page without its list of headings and without their signs, each if the script would make the very same."""
    article = _ARTICLE.search(text)
    if not article:
        return text
    shown = _LIST.search(text)
    if shown:
        items = [(html.unescape(place), outline.plain(title)) for place, title in _LINK.findall(shown[2])]
        found = outline.headings(article[0])
        for deepest in _DEEPEST:
            if items == [(heading.id, heading.text) for heading in found if 1 < heading.level <= deepest]:
                text = _LIST.sub(rf'\1 data-levels="{deepest}"></ul></nav>', text, count=1)
                break
    places = re.findall(r'<h[1-4]\b[^>]*\bid="([^"]*)"', article[0])
    if places == _SIGN.findall(article[0]):
        text = _SIGN.sub("", text).replace("<article ", "<article data-signs ", 1)
    return text
