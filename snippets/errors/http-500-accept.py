"""HTTP 500 because of the Accept header: the server has no answer in the form that was asked for."""

# [start:trigger]
import httpx

from bbb_api import BBBError, Client, parse

with Client.from_env() as bbb:
    headers = {"Accept": "application/json"}
    reply = httpx.get(bbb.url("getRecordings", limit=5), headers=headers, timeout=30)
    try:
        parse("getRecordings", reply.status_code, reply.content)
    except BBBError as error:
        print(type(error).__name__, error.key, error.status, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
import httpx

from bbb_api import Client, parse

# A client that asks for JSON, as the rest of your program needs it
http = httpx.Client(headers={"Accept": "application/json, text/plain, */*"}, timeout=30)

with http, Client.from_env() as bbb:
    url = bbb.url("getRecordings", limit=5)
    reply = http.get(url, headers={"Accept": "*/*"})  # here BigBlueButton chooses the form
    response = parse("getRecordings", reply.status_code, reply.content)
    print(response.returncode, len(response.xml.findall("recordings/recording")), "recordings")
# [end:fix]
