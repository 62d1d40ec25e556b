"""Tell what became of a guest, with redirect=false: refused, waiting, or let in."""

from bbb_api import BBBError, Client

SAID = {"guestDeny": "refused", "guestWait": "waiting"}


def enter(bbb: Client, meeting_id: str, password: str) -> str:
    """Join as a guest. From 3.0 on, a guest who waits looks like one who was let in."""
    params = {"meetingID": meeting_id, "fullName": "Ada Lovelace", "role": "VIEWER", "password": password}
    try:
        response = bbb.call("join", **params, guest=True, redirect=False)
    except BBBError as error:
        if error.key != "guestDeniedAccess":
            raise
        return "refused"
    return SAID.get(response.key or "", "let in, or waiting in the client")


with Client.from_env() as bbb:
    for policy in ("ALWAYS_DENY", "ASK_MODERATOR"):
        params = {"meetingID": f"guests-{policy}", "name": "Guests", "guestPolicy": policy, "attendeePW": "viewer-word"}
        meeting = bbb.call("create", **params)
        print(policy, enter(bbb, meeting.get("meetingID"), "viewer-word"), sep=": ")
