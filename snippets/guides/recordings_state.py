"""Look for a recording in every state, so that one that is still being processed is found too."""

from bbb_api import Client

with Client.from_env() as bbb:
    for which in ({}, {"state": "any"}):
        response = bbb.call("getRecordings", meetingID="history-1", **which)
        found = response.xml.findall("recordings/recording") if response.xml is not None else []
        print(which or "no state", [recording.findtext("state") for recording in found] or response.key)
