"""invalidPresentationUrl: a document URL is malformed, on a 4.0 server."""

# stub[trigger]: malformed_xml_key=true

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    slides = "https://files.example.org/Chapter 1.pdf"
    try:
        bbb.call(
            "create",
            meetingID="geometry-1",
            name="Geometry I",
            preUploadedPresentation=slides,
        )
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
from urllib.parse import quote, urlencode

from bbb_api import Client

slides = "https://files.example.org/" + quote("Übung 1 [neu].pdf") + "?" + urlencode({"v": "2 b"})

with Client.from_env() as bbb:
    response = bbb.call(
        "create",
        meetingID="geometry-1",
        name="Geometry I",
        preUploadedPresentation=slides,
    )
    print(response.returncode, slides)  # says nothing about whether the file was loaded
# [end:fix]
