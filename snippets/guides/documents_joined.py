"""The same body, made by joining strings."""

from bbb_api import BBBError, Client

URL = "https://files.example.org/geometry.pdf?week=3&size=large"
body = f'<modules><module name="presentation"><document url="{URL}"/></module></modules>'

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    try:
        bbb.post("insertDocument", {"meetingID": "geometry-1"}, body)
    except BBBError as error:
        print(type(error).__name__, error.status)
