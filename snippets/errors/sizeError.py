"""sizeError: a value is too short or too long."""

# [start:fix]
from bbb_api import Client

LIMITS = {"meetingID": (2, 256), "name": (2, 256), "message": (1, 500), "userName": (0, 255)}


def checked(**params: str) -> dict[str, str]:
    """Strip all values, and refuse those whose length the server would refuse."""
    params = {name: value.strip() for name, value in params.items()}
    for name, (least, most) in LIMITS.items():
        if name in params and not least <= len(params[name]) <= most:
            raise ValueError(f"{name} needs {least} to {most} characters: {params[name][:20]!r}")
    return params


with Client.from_env() as bbb:
    response = bbb.call("create", **checked(meetingID="geometry-1", name="Geometry I"))
    print(response.returncode, response.get("meetingID"))
    try:
        bbb.call("isMeetingRunning", **checked(meetingID=""))
    except ValueError as error:
        print(error)
# [end:fix]
