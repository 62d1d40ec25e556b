"""HTTP 504: bbb-web took the request and did not answer in time."""

# stub: fault=html504

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    try:
        bbb.call("getRecordings")  # all at once, from a server that has very many
    except BBBError as error:
        print(type(error).__name__, error.key, error.status, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
import time

from bbb_api import Client, RetryLater

found, size = [], 100
with Client.from_env(timeout=90) as bbb:
    while True:
        try:
            response = bbb.call("getRecordings", offset=len(found), limit=size)
        except RetryLater:
            if size < 10:
                raise
            size //= 2  # ask for less at a time
            print(f"too slow, now {size} at a time")
            time.sleep(10)
            continue
        page = response.xml.findall("recordings/recording")
        found += page
        if len(page) < size:
            break
print(len(found), "recordings")
# [end:fix]
