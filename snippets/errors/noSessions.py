"""noSessions: getSessions worked, and no user has a session."""

# stub: empty

# [start:trigger]
from bbb_api import Client

with Client.from_env() as bbb:
    answer = bbb.call("getSessions")
    print(answer.returncode, answer.key, answer.message, sep=" | ")
# [end:trigger]

# [start:fix]
from bbb_api import Client

with Client.from_env() as bbb:
    answer = bbb.call("getSessions")  # raises an exception unless returncode is SUCCESS
    if answer.key == "noSessions":  # the key, not the text, which has a typing error
        print("no user has a session")
    else:
        print("sessions:", len(answer.xml.findall("sessions/*")))
# [end:fix]
