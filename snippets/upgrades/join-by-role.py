"""Join by role and password, with what every line accepts."""

from bbb_api import BBBError, Client

WRONG = {"invalidPassword", "Params required"}


def join(bbb: Client, meeting_id: str, name: str, role: str | None, password: str, create_time: str = "") -> str:
    """Return the address for the user's browser; 2.4.5 and older look at the password, later ones at the role."""
    name = " ".join(name.split())[:255]
    if not name:
        raise ValueError("a user needs a name")
    time = create_time if create_time.isdecimal() else None  # None is not sent
    params = {"meetingID": meeting_id, "fullName": name, "role": role, "password": password, "createTime": time}
    return bbb.call("join", **params).location


with Client.from_env() as bbb:
    print("joined:", "sessionToken=" in join(bbb, "algebra-1", "Ada " + "Lovelace " * 40, "VIEWER", "xKp3tYdM"))
    try:
        join(bbb, "algebra-1", "Ada Lovelace", None, "wrong-word")
    except BBBError as error:
        if error.key not in WRONG:
            raise
        print("wrong password:", error.key)
