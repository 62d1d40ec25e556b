"""Sign and send a form by hand, with everything in the body."""

import hashlib
import os

import httpx
from lxml import etree

api = os.environ["BBB_URL"].rstrip("/") + "/api"
secret = os.environ["BBB_SECRET"].strip()

form = {"name": "Geometry I", "meetingID": "geometry-1"}
# The URL has no query string, so nothing stands between call name and secret.
form["checksum"] = hashlib.sha256(f"create{secret}".encode()).hexdigest()
response = httpx.post(f"{api}/create", data=form, timeout=10)

answer = etree.fromstring(response.content, etree.XMLParser(resolve_entities=False))
print(response.status_code, answer.findtext("returncode"), answer.findtext("meetingID"))
