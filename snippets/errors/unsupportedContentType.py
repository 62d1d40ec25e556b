"""unsupportedContentType: the body's content type is not accepted."""

# [start:fix]
from bbb_api import Client

SLIDES = """<modules>
  <module name="presentation"><document url="https://files.example.org/slides.pdf"/></module>
</modules>"""

with Client.from_env() as bbb:
    # A mapping is sent as application/x-www-form-urlencoded.
    form = {"name": "Geometry I", "record": True, "meta_course": "Geometry"}
    print(bbb.post("create", {"meetingID": "geometry-1"}, form).returncode)

    # Documents go as XML; insertDocument takes nothing else.
    where = {"meetingID": "geometry-1"}
    print(bbb.post("insertDocument", where, SLIDES, "application/xml").message)
# [end:fix]
