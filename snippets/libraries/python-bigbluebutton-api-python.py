"""How errors come out of the library bigbluebutton-api-python."""

# stub: empty

# [start:all]
import os

from bigbluebutton_api_python import BigBlueButton
from bigbluebutton_api_python.exception import BBBException

# The URL must end in /bigbluebutton/api/. It signs with SHA-1.
url = os.environ["BBB_URL"].rstrip("/").removesuffix("/api") + "/api/"
bbb = BigBlueButton(url, os.environ["BBB_SECRET"].strip())

# Give create_meeting a dictionary each time: without one, it reuses that of the call before.
for name in ("Geometry", "Algebra"):
    try:
        created = bbb.create_meeting("room-1", {"name": name})
        print(created.get_return_code(), "|", created.get_message_key() or "no key")
    except BBBException as error:
        print(error.key, "|", error)

try:
    bbb.get_meeting_info("room-2")
except BBBException as error:
    print(error.key, "|", error)
except (AttributeError, KeyError):
    print("not an API response, or one without a messageKey")
# [end:all]
