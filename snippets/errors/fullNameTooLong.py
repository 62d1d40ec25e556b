"""fullNameTooLong: the user's name is too long."""

# stub[trigger]: unknown_texts=stand-in

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    try:
        bbb.call("join", meetingID="geometry-1", fullName="Ada " * 64 + "Lovelace", role="VIEWER")
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
from bbb_api import Client

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    profile = "Ada Lovelace" + ", Countess of Lovelace" * 20
    name = profile.strip()[:255]
    who = {"meetingID": "geometry-1", "fullName": name, "role": "VIEWER"}
    response = bbb.call("join", **who, redirect=False)
    print(response.key, f"with {len(name)} of {len(profile)} characters")
# [end:fix]
