"""learningDashboard came without a session token, or with one that belongs to no session."""

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    try:
        bbb.call("learningDashboard", sessionToken="no-such-token")
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
import time

from bbb_api import Client, Refused

session = "no-such-token"  # as the user's client got it on joining; by now the session is over

with Client.from_env() as bbb:
    while True:
        try:
            print(bbb.call("learningDashboard", sessionToken=session).returncode)
        except Refused as error:
            print("stopped asking:", error.message)
            break
        time.sleep(10)
# [end:fix]
