"""Unpublish two recordings, and see what became of each."""

from bbb_api import Client, Refused

ALGEBRA = "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000"  # one of your own
wanted = [ALGEBRA, "no-such-recording"]

with Client.from_env() as bbb:
    print(bbb.call("publishRecordings", recordID=",".join(wanted), publish=False).returncode)

    listed = bbb.call("getRecordings", recordID=",".join(wanted), state="any").xml
    found = listed.findall("recordings/recording") if listed is not None else []
    states = {recording.findtext("recordID"): recording.findtext("state") for recording in found}
    for record_id in wanted:
        print("-", states.get(record_id, "not there"))

    try:
        bbb.call("deleteRecordings", recordID="no-such-recording")
    except Refused as error:
        print(error.key)
