"""Ask for recordings page by page; a server that knows no pages sends all of them each time."""

from bbb_api import Client


def recordings(bbb: Client, size: int) -> dict[str, str]:
    """Return the names of all recordings by ID."""
    found: dict[str, str] = {}
    while True:
        response = bbb.call("getRecordings", offset=len(found), limit=size)
        page = {x.findtext("recordID", ""): x.findtext("name", "") for x in response.xml.iter("recording")}
        if page.keys() <= found.keys():  # nothing new, or nothing at all
            return found
        found |= page


with Client.from_env() as bbb:
    print(", ".join(recordings(bbb, 2).values()))
