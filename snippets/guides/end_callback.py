"""Receive the end-of-meeting callback."""

# [start:all]
import tempfile
import threading

from bbb_api import Client
from receive_end_callback import PATH, check, url, work
from receiving import Inbox, Receiver

KEY = "a key of your own"

with tempfile.TemporaryDirectory() as folder, Client.from_env() as bbb:
    inbox = Inbox(f"{folder}/ended.sqlite3")
    receiver = Receiver(("127.0.0.1", 0), {PATH: lambda request: check(request, KEY)}, inbox, work)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    callback = url(f"http://127.0.0.1:{receiver.server_port}", "geometry-1", KEY)
    bbb.call("create", meetingID="geometry-1", name="Geometry I", meetingEndedURL=callback)
    bbb.call("end", meetingID="geometry-1")
    receiver.arrived.wait(10)
    print("messages:", inbox.work(work))
    receiver.shutdown()
    receiver.server_close()
# [end:all]
