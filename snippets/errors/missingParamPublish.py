"""missingParamPublish: the publish value is missing."""

# [start:fix]
from bbb_api import Client, Response

RECORD_ID = "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000"  # one of your own


def publish(bbb: Client, record_id: str, visible: bool) -> Response:
    """Publish or unpublish. Any word but true would unpublish, so take nothing but a bool."""
    if not isinstance(visible, bool):
        raise TypeError(f"publish is True or False, not {visible!r}")
    return bbb.call("publishRecordings", recordID=record_id, publish=visible)


with Client.from_env() as bbb:
    for visible in (False, True):
        print("published:", publish(bbb, RECORD_ID, visible).get("published"))
# [end:fix]
