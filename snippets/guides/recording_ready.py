"""Receive the message that a recording is ready."""

# stub: recording_delay=0

# [start:all]
import os
import tempfile
import threading
from urllib.parse import urljoin

import httpx

from bbb_api import Client
from receive_recording_ready import PATH, check, work
from receiving import Inbox, Receiver

SECRETS = [os.environ["BBB_SECRET"]]

with tempfile.TemporaryDirectory() as folder, Client.from_env() as bbb:
    inbox = Inbox(f"{folder}/recordings.sqlite3")
    receiver = Receiver(("127.0.0.1", 0), {PATH: lambda request: check(request, SECRETS)}, inbox, work)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    callback = {"meta_bbb-recording-ready-url": f"http://127.0.0.1:{receiver.server_port}{PATH}"}
    bbb.call("create", meetingID="geometry-1", name="Geometry I", record="true", **callback)
    # Only the stub server of this site has this address. In a meeting, somebody presses the button.
    httpx.get(urljoin(os.environ["BBB_URL"], "/stub/record?meetingID=geometry-1")).raise_for_status()
    bbb.call("end", meetingID="geometry-1")
    bbb.call("getRecordings", meetingID="geometry-1")
    receiver.arrived.wait(10)
    print("messages:", inbox.work(work))
    receiver.shutdown()
    receiver.server_close()
# [end:all]
