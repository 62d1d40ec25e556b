"""Ask for a meeting that does not exist. That changes nothing, and is no error."""

import hashlib
import os

import httpx

api = os.environ["BBB_URL"].rstrip("/") + "/api"
secret = os.environ["BBB_SECRET"].strip()

query = "meetingID=no-such-meeting-7f3c9a"
checksum = hashlib.sha256(f"isMeetingRunning{query}{secret}".encode()).hexdigest()
response = httpx.get(f"{api}/isMeetingRunning?{query}&checksum={checksum}", timeout=10)
print(response.status_code)
print(response.text)
