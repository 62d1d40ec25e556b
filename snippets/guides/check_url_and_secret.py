"""Find out whether URL and secret are right. Nothing is created or changed."""

import os
from uuid import uuid4

from bbb_api import BBBError, Client, FixSecret


def check(url: str, secret: str) -> str:
    """Say what is wrong, or that all is well."""
    try:
        bbb = Client(url, secret, timeout=10)
    except ValueError as error:
        return f"wrong settings: {error}"
    with bbb:
        try:
            bbb.call("")
        except BBBError as error:
            return f"wrong address, or the server is down: {type(error).__name__} {error}"
        try:
            bbb.call("isMeetingRunning", meetingID=str(uuid4()))
        except FixSecret:
            return "right address, wrong secret or algorithm"
    return "all is well"


url, secret = os.environ["BBB_URL"], os.environ["BBB_SECRET"]
print(check(url, secret))
print(check(url, "not-the-secret"))
print(check(url.replace("/bigbluebutton", "/conference"), secret))
print(check("bbb.example.org", secret))
