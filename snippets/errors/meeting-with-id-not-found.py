"""Meeting with id [...] not found: insertDocument names a meeting that is not there."""

# [start:fix]
from bbb_api import Client

SLIDES = """<modules><module name="presentation">
<document url="https://www.example.com/slides.pdf"/>
</module></modules>"""
MEETING = {"meetingID": "geometry-1", "name": "Geometry I"}

with Client.from_env() as bbb:
    response = bbb.post("create", MEETING, SLIDES)  # a new meeting takes the slides along
    print("created:", response.get("meetingID"))
    response = bbb.post("insertDocument", {"meetingID": response.get("meetingID")}, SLIDES)
    print("one more:", response.message)
# [end:fix]
