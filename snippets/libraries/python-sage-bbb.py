"""How errors come out of the library python-sage-bbb."""

# stub: empty

# [start:all]
import os

from sage_bbb.services.client import BigBlueButtonClient

# The URL must end in /bigbluebutton/api/. It signs with SHA-1.
url = os.environ["BBB_URL"].rstrip("/").removesuffix("/api") + "/api/"
bbb = BigBlueButtonClient(url, os.environ["BBB_SECRET"].strip())

# create returns an object, whose meeting_id is empty if the server refused.
for name in ("Geometry", "Algebra"):
    created = bbb.meetings.create_meeting(name, "room-1", "attendee", "moderator")
    print(created.meeting_id, "|", created.message_key or "no key")

# The other calls return a dictionary, and raise nothing for FAILED.
info = bbb.meetings.get_meeting_info("room-2")
if info["returncode"] == "FAILED":
    print(info.get("messageKey"), "|", info.get("message"))
# [end:all]
