"""noSessions: getSessions worked, and no user has a session."""

# stub: empty

# [start:fix]
from bbb_api import Client

with Client.from_env() as bbb:
    response = bbb.call("getSessions")  # raises an exception unless returncode is SUCCESS
    if response.key == "noSessions":  # the key, not the text, which has a typing error
        print("no user has a session")
    else:
        print("sessions:", len(response.xml.findall("sessions/*")))
# [end:fix]
