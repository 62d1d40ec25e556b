"""Register a webhook, and receive an event."""

# [start:all]
import os
import tempfile
import threading

from bbb_api import Client
from receive_webhooks import PATH, check, work
from receiving import Inbox, Receiver

SECRET = os.environ["BBB_SECRET"]

with tempfile.TemporaryDirectory() as folder, Client.from_env() as bbb:
    inbox = Inbox(f"{folder}/events.sqlite3")
    receiver = Receiver(("127.0.0.1", 0), {PATH: lambda request: check(request, registered, SECRET)}, inbox, work)
    registered = f"http://127.0.0.1:{receiver.server_port}{PATH}"
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    hook = bbb.call("hooks/create", callbackURL=registered, eventID="meeting-ended").get("hookID")
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    bbb.call("end", meetingID="geometry-1")
    receiver.arrived.wait(10)
    print("messages:", inbox.work(work))
    bbb.call("hooks/destroy", hookID=hook)
    receiver.shutdown()
    receiver.server_close()
# [end:all]
