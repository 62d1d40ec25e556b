"""Sign and send a GET by hand."""

import hashlib
import os
from urllib.parse import quote, urlencode

import httpx
from lxml import etree

api = os.environ["BBB_URL"].rstrip("/") + "/api"
secret = os.environ["BBB_SECRET"].strip()

# 1. Encode the parameters, once.
query = urlencode({"name": "Geometry I", "meetingID": "geometry-1"}, quote_via=quote)
# 2. Hash call name, query string and secret.
checksum = hashlib.sha256(f"create{query}{secret}".encode()).hexdigest()
# 3. Send that same query string. The library gets a finished URL and no parameters.
response = httpx.get(f"{api}/create?{query}&checksum={checksum}", timeout=10)

answer = etree.fromstring(response.content, etree.XMLParser(resolve_entities=False))
print(response.status_code, answer.findtext("returncode"), answer.findtext("meetingID"))
