"""Receive the learning analytics."""

# [start:all]
import os
import tempfile
import threading

from bbb_api import Client
from receive_analytics import PATH, check, work
from receiving import Inbox, Receiver

SECRETS = [os.environ["BBB_SECRET"]]

with tempfile.TemporaryDirectory() as folder, Client.from_env() as bbb:
    inbox = Inbox(f"{folder}/analytics.sqlite3")
    receiver = Receiver(("127.0.0.1", 0), {PATH: lambda request: check(request, SECRETS)}, inbox, work)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    callback = {"meta_analytics-callback-url": f"http://127.0.0.1:{receiver.server_port}{PATH}"}
    bbb.call("create", meetingID="geometry-1", name="Geometry I", meetingKeepEvents="true", **callback)
    bbb.call("end", meetingID="geometry-1")
    receiver.arrived.wait(10)
    print("messages:", inbox.work(work))
    receiver.shutdown()
    receiver.server_close()
# [end:all]
