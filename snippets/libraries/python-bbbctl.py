"""How errors come out of the library bbbctl."""

# stub: empty

# [start:all]
import os

from bbbctl import ApiError, BBBApiClient

# The URL with /api. It signs with SHA-1.
url = os.environ["BBB_URL"].rstrip("/").removesuffix("/api") + "/api"
bbb = BBBApiClient(url, os.environ["BBB_SECRET"].strip())

for name in ("Geometry", "Algebra"):
    created = bbb.createMeeting("room-1", name)
    print(created.findtext("returncode"), "|", created.findtext("messageKey") or "no key")

try:
    bbb.getMeetingInfo("room-2")
except ApiError as error:
    print(error.tree.findtext("messageKey"), "|", error.tree.findtext("message"))
# [end:all]
