"""A wrong method answers with SUCCESS, and nothing was done."""

# [start:fix]
from bbb_api import Client, Response

POST = {"insertDocument", "putRecordingTextTrack"}  # all other calls by GET


def send(bbb: Client, call: str, body: str = "", /, **params: str) -> Response:
    """Call by the right method; a SUCCESS response with the API's version raises FixRequest."""
    return bbb.post(call, params, body) if call in POST else bbb.call(call, **params)


SLIDES = '<modules><module name="presentation"><document url="https://www.example.com/slides.pdf"/>'
SLIDES += "</module></modules>"
with Client.from_env() as bbb:
    send(bbb, "create", meetingID="geometry-1", name="Geometry I")
    ada = {"meetingID": "geometry-1", "fullName": "Ada", "role": "VIEWER"}
    joined = send(bbb, "join", **ada, redirect="false")
    print(joined.message, "With a session." if joined.get("session_token") else "Without one!")
    print(send(bbb, "insertDocument", SLIDES, meetingID="geometry-1").message)
# [end:fix]
