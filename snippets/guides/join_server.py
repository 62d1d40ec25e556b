"""Join from the server with redirect=false: which answers are redirects all the same?"""

from bbb_api import BBBError, Client, Value

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    links: dict[str, dict[str, Value]] = {
        "unknown meeting": {"meetingID": "geometry-2", "role": "VIEWER"},
        "old link": {"meetingID": "geometry-1", "role": "VIEWER", "createTime": 1700000000000},
        "no role": {"meetingID": "geometry-1"},
        "all right": {"meetingID": "geometry-1", "role": "VIEWER"},
    }
    for name, params in links.items():
        try:
            response = bbb.call("join", fullName="Ada Lovelace", redirect=False, **params)
            print(name, response.status, response.key, sep=" | ")
        except BBBError as error:
            print(name, error.status, error.key, sep=" | ")
