"""Presentation feature is disabled: the meeting was created without presentations."""

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I", disabledFeatures="presentation")
    slides = """<modules><module name="presentation">
    <document url="https://www.example.com/slides.pdf"/>
    </module></modules>"""
    try:
        bbb.post("insertDocument", {"meetingID": "geometry-1"}, slides)
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

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
