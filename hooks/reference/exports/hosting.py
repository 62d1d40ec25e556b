"""What web servers and search robots are told about the site: the files `_headers` and `robots.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from ipaddress import IPv6Address
from urllib.parse import urljoin, urlsplit

from reference.catalog.problems import Problem, shorten
from reference.exports.edition import is_public

# The site needs none of these, so no page of it, and nothing that gets into one, may ask for them.
UNUSED = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb")

# Files of the theme that browsers load from here have a hash in their names. All others keep their names when they
# change; for these the usual rule of static hosts is right, which is to ask again each time.
HASHED = ("/assets/javascripts/*", "/assets/stylesheets/*")

# Data that a page of another site may read.
OPEN = ("/catalog/*", "/data/*")


_ADDRESS = re.compile(
    r"https?://(?:[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~%/-]*)?"
)
_LABEL = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)")
_BROKEN_PATH = re.compile(r"%(?![0-9A-Fa-f]{2})|/\.{1,2}(?:/|\Z)|//")
LONGEST = 200
"""Characters of an address; it stands in every page."""
_POLICY = re.compile(r"[a-z-]+(?: [!#-+\--:<-~]+)*(?:; ?[a-z-]+(?: [!#-+\--:<-~]+)*)*;?")


def wrong_settings(file: str, source: str, settings: Mapping[str, object]) -> Iterator[Problem]:
    """Yield what cannot be published as it is set: addresses that are none of the web, a policy that is none.

    Args:
        file: Name of the file with the settings.
        source: Its text, in which the line of each is looked up.
        settings: site_url, repo_url, policy and twins; what is None or an empty text is left out of the site.
    """
    for name, value in settings.items():
        line = next((n for n, each in enumerate(source.split("\n"), 1) if each.lstrip().startswith(f"{name}:")), 1)
        what = f"`{name}` cannot be `{shorten(str(value))}`"
        if name == "twins":
            if value not in (None, True, False):
                yield Problem(file, line, what, "write true or false")
        elif value and name == "policy":
            if not isinstance(value, str) or not _POLICY.fullmatch(value.strip()):
                todo = "write a Content-Security-Policy in one text, such as default-src 'none'; script-src 'self'"
                yield Problem(file, line, what, todo)
        elif value and not (isinstance(value, str) and _is_address(value)):
            yield Problem(file, line, what, f"write an address such as https://example.org/, here or in {name.upper()}")


def _is_address(text: str) -> bool:
    """Whether a text is an address of the web with a host and a port that can be."""
    if len(text) > LONGEST or not _ADDRESS.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
        if parts.netloc.startswith("["):
            IPv6Address(parts.hostname or "")
        elif not all(map(_LABEL.fullmatch, (parts.hostname or "").removesuffix(".").split("."))):
            return False
        return parts.port != 0 and not _BROKEN_PATH.search(parts.path)
    except ValueError:  # of an address in brackets, or of a port
        return False


def text(policy: str) -> str:
    """The file `_headers`, which several static hosts read: header fields for each pattern of paths.

    Args:
        policy: The Content-Security-Policy that each page carries in a meta element, too. A header can say
            one thing more: who may show the site in a frame.
    """
    everywhere = {
        "Content-Security-Policy": f"{policy.strip().rstrip(';')}; frame-ancestors 'none'",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    # No path gets the same field from two patterns: hosts do not agree on what that means.
    rules = {"/*": everywhere}
    rules |= {path: {"Cache-Control": "public, max-age=31536000, immutable"} for path in HASHED}
    rules |= {path: {"Access-Control-Allow-Origin": "*"} for path in OPEN}
    return "\n".join(_rule(path, fields) for path, fields in rules.items())


def _rule(path: str, fields: dict[str, str]) -> str:
    return "\n".join([path, *(f"  {name}: {value}" for name, value in fields.items()), ""])


def robots(site_url: str) -> str:
    """The file `robots.txt`: everything may be read; and where the list of pages is, if the site has a real address."""
    lines = ["User-agent: *", "Allow: /"]
    if is_public(site_url):
        lines.append(f"Sitemap: {urljoin(site_url, 'sitemap.xml')}")
    return "\n".join(lines) + "\n"
