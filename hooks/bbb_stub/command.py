"""bbb-errors stub, or python -m bbb_stub: runs the stub until it is interrupted or terminated."""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import signal
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

from bbb_stub import data, faults, seed, settings
from bbb_stub.app import Stub
from bbb_stub.fields import GROUPS
from bbb_stub.releases import RELEASES, USUAL
from bbb_stub.server import address, bound_socket, http_server
from bbb_wire.program import called
from bbb_wire.signing import EXAMPLE_SECRET

DESCRIPTION = """\
A stub BigBlueButton server, 3.0 unless --release says otherwise: point your integration at it and see every error it
may get.

It responds below /bigbluebutton/api as BigBlueButton does, with the texts of the reference, and keeps meetings,
sessions and recordings in memory, up to 8 MB, which are some 7,000 small meetings. Whoever loads the address that join
redirects to is in the meeting. What it doesn't model gets HTTP 501. It logs every request with the reason for its
response.

The first line has its URL, the second its secret; once they are printed, it accepts connections.
"""

STATUSES = "exit status: 0 stopped, 1 it can't start, 2 wrong use"

OWN_PATHS = f"""\
paths that no real BigBlueButton has (GET, or POST with JSON):
  /stub/reset                   back to the seed and to the first settings
  /stub/empty                   forget all meetings, sessions and recordings
  /stub/settings?NAME=VALUE     change settings until the next reset
  /stub/fault?name=FAULT        give the next request a fault
  /stub/response?id=ID          give the next request this response, whatever it asks
  /stub/clock?advance=SECONDS   move the clock on
  /stub/record?meetingID=ID     somebody starts the recording of a meeting that was created with record=true
  /stub/sent                    the callbacks and events that were sent, as JSON
  /stub/guests?do=allow         let in all guests who wait; deny: refuse them; leave: they give up
responses by id, also by the request header X-Stub-Response: the ids of errors.json
faults, also by the request header X-Stub-Fault:
  {", ".join(faults.NAMES)}
"""


def _settings_help() -> str:
    lines = ["settings for --set and /stub/settings:"]
    for release, other in RELEASES.items():
        shown = ", ".join(f"{name}={str(value).lower()}" for name, value in other.items())
        lines += [f"  {line}" for line in textwrap.wrap(f"--release {release} means {shown}", 110)] if other else []
    defaults = settings.Settings()
    for group, title in GROUPS.items():
        lines += ["", f"{title}:"]
        for name, known in settings.names().items():
            if known.metadata["group"] == group:
                default = str(getattr(defaults, known.name))
                shown = default.lower() if default in ("True", "False") else default or '""'
                lines += [f"  {name} = {shown}", f"      {known.metadata['about']}"]
    return "\n".join(lines)


def _unknown_help() -> str:
    """What the stub answers with 501 because nobody knows what a line does."""
    lines = []
    for release in RELEASES:
        names = data.load().unknown_in(release)
        if names:
            lines += ["", f"HTTP 501 with --release {release}, since nobody knows whether {release} sends them:"]
            shown = textwrap.wrap(", ".join(names), 110, break_on_hyphens=False)
            lines += [f"  {line}" for line in shown]
    return "\n".join(lines)


def parser() -> argparse.ArgumentParser:
    """The command's options."""
    options = argparse.ArgumentParser(
        prog=called("stub"),
        description=DESCRIPTION,
        epilog=f"{OWN_PATHS}\n{_settings_help()}\n{_unknown_help()}\n\n{STATUSES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("--host", default="127.0.0.1", help="address to listen at (%(default)s)")
    options.add_argument("--port", type=int, default=8090, help="port; 0 takes a free one (%(default)s)")
    options.add_argument("--secret", default=EXAMPLE_SECRET, help="shared secret (%(default)s)")
    known = ", ".join(RELEASES)
    options.add_argument("--release", default=USUAL, help=f"{known}: the line that it plays (%(default)s)")
    options.add_argument(
        "--speaker", default="bigbluebutton", help="bigbluebutton, or scalelite in front of it (%(default)s)"
    )
    options.add_argument("--seed", type=Path, metavar="FILE", help="JSON or YAML file to begin with")
    options.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting; may be repeated")
    options.add_argument(
        "--send-to-any-host", action="store_true", help="send callbacks to other machines too, not to this one alone"
    )
    options.add_argument("--fixed-clock", action="store_true", help="fixed time and identifiers, as on the site")
    options.add_argument("--json", action="store_true", help="print URL and secret as one line of JSON")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the stub until it is interrupted or terminated."""
    try:
        options = parser().parse_args(arguments)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    values = {"secret": options.secret, "speaker": options.speaker, "send_to_any_host": options.send_to_any_host}
    values |= dict(item.partition("=")[::2] for item in options.set)
    try:
        first = settings.for_release(options.release).with_values(values)
        if not first.secret.isprintable():
            raise ValueError("the secret holds a line break or an invisible character; leave it out")
        stub = Stub(data.load(), seed.load(options.seed), options.fixed_clock, first)
        listener = bound_socket(options.host, options.port)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    stub.own_url = address(listener)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s", datefmt="%H:%M:%S", stream=sys.stdout)
    logging.getLogger("bbb_stub").setLevel(logging.INFO)
    listener.listen()
    url = f"{stub.own_url}/bigbluebutton/"
    words = f"    URL: {url}\n    Secret: {first.secret or '(empty)'}\n"
    logging.raiseExceptions = False  # whoever stops reading the log misses the rest of it
    try:
        print(json.dumps({"url": url, "secret": first.secret}) if options.json else words, flush=True)
    except (OSError, UnicodeEncodeError) as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python itself complains at the end
        print(f"The URL can't be printed: {error}", file=sys.stderr)
        return 1
    with contextlib.suppress(KeyboardInterrupt):
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # to end as after Ctrl-C
        http_server(stub).run(sockets=[listener])
    return 0
