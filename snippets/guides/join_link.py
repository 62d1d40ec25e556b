"""Make the link by which a user's browser joins."""

from urllib.parse import parse_qsl, urlsplit

from bbb_api import Client

with Client.from_env() as bbb:
    meeting = bbb.call("create", meetingID="geometry-1", name="Geometry I")
    link = bbb.url(
        "join",
        meetingID="geometry-1",
        fullName="Ada Lovelace",
        role="VIEWER",
        userID="user-17",
        createTime=meeting.get("createTime"),
        errorRedirectUrl="https://school.example.org/rooms/17",
    )

print(link.partition("?")[0])
print(*dict(parse_qsl(urlsplit(link).query)))
