"""Another program answers: the address leads to a front end, a default page or a wrong host."""

# stub: fault=not-bbb

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    try:
        bbb.call("getMeetings")  # with another program behind BBB_URL
    except BBBError as error:
        print(type(error).__name__, error.key, error.status, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    try:
        version = bbb.call("").get("apiVersion")  # needs no secret
        print("BigBlueButton answers, API", version)
    except BBBError as error:
        print("no BigBlueButton at", bbb)
        print("in its place:", error)
        print("compare BBB_URL with what bbb-conf --secret prints on the server")
# [end:fix]
