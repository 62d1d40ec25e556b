"""What web servers and search robots are told about the site: the files `_headers` and `robots.txt`."""

from __future__ import annotations

from urllib.parse import urljoin

from reference.exports.edition import is_public

# The site needs none of these, so no page of it, and nothing that gets into one, may ask for them.
UNUSED = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb")

# Files of the theme that browsers load from here have a hash in their names. All others keep their names when they
# change; for these the usual rule of static hosts is right, which is to ask again each time.
HASHED = ("/assets/javascripts/*", "/assets/stylesheets/*")

# Data that a page of another site may read.
OPEN = ("/catalog/*", "/data/*")


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
