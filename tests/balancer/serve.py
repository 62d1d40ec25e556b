"""Run bbblb, in its own environment: python serve.py PORT.

It reaches the servers behind it by https alone. The stubs speak http, so that their addresses begin with it here.
Nothing else of the program is changed.
"""

from __future__ import annotations

import sys

import bbblb.model  # type: ignore[import-not-found]  # it is in another environment
import uvicorn

bbblb.model.Server.api_base = property(lambda server: f"http://{server.domain}/bigbluebutton/api/")
uvicorn.run("bbblb.asgi:app", host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
