"""Sign the parameters of a form, as 2.4 to 2.7.7 want it."""

import hashlib
import os
from urllib.parse import urlencode

import httpx
from lxml import etree

api = os.environ["BBB_URL"].rstrip("/") + "/api"
secret = os.environ["BBB_SECRET"].strip()

form = {"name": "Geometry I", "meetingID": "geometry-1"}
body = urlencode(sorted(form.items()))
form["checksum"] = hashlib.sha256(f"create{body}{secret}".encode()).hexdigest()
response = httpx.post(f"{api}/create", data=form, timeout=10)

answer = etree.fromstring(response.content, etree.XMLParser(resolve_entities=False))
print(response.status_code, answer.findtext("returncode"), answer.findtext("messageKey"))
