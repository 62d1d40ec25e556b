"""Presentation feature is disabled: the meeting was created without presentations."""

# [start:fix]
from bbb_api import Client

SLIDES = """<modules><module name="presentation">
<document url="https://www.example.com/slides.pdf"/>
</module></modules>"""
ROOMS = {"geometry-1": ["chat"], "geometry-2": ["chat", "presentation"]}  # what each does without

with Client.from_env() as bbb:
    for room, without in ROOMS.items():
        bbb.call("create", meetingID=room, name="Geometry", disabledFeatures=",".join(without))
        if "presentation" in without:
            print(room, "has no slides: offer no upload")
        else:
            response = bbb.post("insertDocument", {"meetingID": room}, SLIDES)
            print(room, response.message, sep=": ")
# [end:fix]
