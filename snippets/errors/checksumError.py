"""checksumError: the checksum is missing or wrong."""

# [start:fix]
import hashlib
import os
from urllib.parse import quote, urlencode

import httpx

from bbb_api import parse

API = os.environ["BBB_URL"].rstrip("/").removesuffix("/api") + "/api"
SECRET = os.environ["BBB_SECRET"].strip()  # a line end would be hashed too


def signed(call: str, **params: str) -> str:
    """Encode once, hash call + query + secret, and send that very query."""
    query = urlencode(params, quote_via=quote)
    checksum = hashlib.sha256(f"{call}{query}{SECRET}".encode()).hexdigest()
    return f"{API}/{call}?{query}&checksum={checksum}"


url = signed("create", name="Frau Müller: lines & planes", meetingID="geometry-1")
reply = httpx.get(url, timeout=10)  # no params=: httpx would encode in its own way
response = parse("create", reply.status_code, reply.content)
print(response.returncode, response.get("meetingID"))
# [end:fix]
