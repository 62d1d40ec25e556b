"""How errors come out of the library bbb-client."""

# stub: empty

# [start:all]
import os

from bbb_client.domain.meeting_management.model import Bbb, BbbException, MeetingDoesNotExist

# The URL with /api, without a slash at its end. It signs with SHA-1.
url = os.environ["BBB_URL"].rstrip("/").removesuffix("/api") + "/api"
bbb = Bbb(url, os.environ["BBB_SECRET"].strip())

try:
    bbb.get_meeting_info("room-1")
except MeetingDoesNotExist:  # its only sign of the messageKey notFound
    print("notFound")

print(bbb.create_meeting("room-1", name="Geometry"))
print(bbb.create_meeting("room-1", name="Geometry"))  # False for the warning duplicateWarning, too
print(bbb.get_meeting_info("room-1").meetingName)  # tells it from a refused meeting

try:
    Bbb(url, "not-the-secret").get_meetings()
except BbbException as error:
    print(type(error).__name__)
# [end:all]
