"""Find out which program answers at a BigBlueButton URL: ask with a wrong secret. Nothing is created or changed."""

# [start:all]
import os
import re

import httpx

from bbb_api import sign

SIGNS = [
    ("B3LB", 401, r"Unauthorized"),
    ("Tinyscale", 401, r"<response>.*checksumError.*"),
    ("b3scale", 500, r"<\?xml.*<message>.*</message><messageKey>checksumError.*"),
    ("BBBLB", 200, r"<response>\n  <returncode>.*(did not pass verification|Unknown tenant|Unsupported checksum).*"),
    ("bbb-loadbalancer", 200, r"<\?xml.*\n    <message>You did not pass.*"),
    ("Scalelite", 200, r"<\?xml.*\n  <messageKey>checksumError.*"),
    ("BigBlueSwarm", 200, r"<response><returncode>.*You did not pass the checksum security check</message>.*"),
    ("BigBlueButton", 200, r"<response>.*(Checksums do not match|You must provide the checksum).*"),
]
"""Program, HTTP status and body of its response to a wrong checksum."""


def who(url: str, headers: dict[str, str] | None = None) -> str:
    """Name the program that answers at a base URL."""
    query = sign("getMeetings", {}, "not-the-secret")
    response = httpx.get(f"{url.rstrip('/')}/api/getMeetings?{query}", headers=headers, timeout=10)
    for program, status, body in SIGNS:
        if response.status_code == status and re.fullmatch(body, response.text.strip(), re.DOTALL):
            return program
    return f"an unknown program: HTTP {response.status_code} {response.text[:80]!r}"


url = os.environ["BBB_URL"]
print(who(url))
for answer in ("checksumError-scalelite", "checksumError-bbblb-wrong", "http-401-b3lb", "http-404-nginx"):
    print(who(url, {"X-Stub-Response": answer}))  # only the stub server of this site reads this header
# [end:all]
