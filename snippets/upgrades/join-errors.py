"""Read an error of join from the body or from the redirect, whichever arrives; the client does both."""

import os

from bbb_api import BBBError, Client

SECRETS = {"unknown meeting": os.environ["BBB_SECRET"], "wrong secret": "not-the-secret"}

for what, secret in SECRETS.items():
    with Client(os.environ["BBB_URL"], secret) as bbb:
        params = {"meetingID": "no-such-meeting", "fullName": "Ada", "role": "VIEWER", "password": "any"}
        try:
            bbb.call("join", **params, redirect=False)
        except BBBError as error:
            print(f"{what}: {error.key}", "by redirect" if error.status == 302 else "in the body")
