"""HTTP 301: the server wants https."""

# stub: fault=html301

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    try:
        bbb.call("getMeetings")  # with http:// in BBB_URL
    except BBBError as error:
        print(type(error).__name__, error.key, error.status, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
import httpx

from bbb_api import Client

with Client.from_env() as bbb:
    asked = httpx.URL(bbb.url(""))
# Do not follow: a POST may become a GET without its body
reply = httpx.get(asked, follow_redirects=False, timeout=30)

if reply.is_redirect:
    wanted = httpx.URL(reply.headers["location"])
    for part in ("scheme", "host", "path"):
        if getattr(asked, part) != getattr(wanted, part):
            print(f"BBB_URL: {part} {getattr(wanted, part)}, not {getattr(asked, part)}")
else:
    print("no redirect: HTTP", reply.status_code)
# [end:fix]
