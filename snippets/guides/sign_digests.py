"""Hash the worked example of the checksum guide, to see whether your code agrees."""

import hashlib
from urllib.parse import quote, urlencode

query = urlencode({"name": "Algebra I", "meetingID": "algebra-1"}, quote_via=quote)
text = "create" + query + "example-shared-secret"

print(query)
for algorithm in ("sha1", "sha256", "sha384", "sha512"):
    print(algorithm, hashlib.new(algorithm, text.encode()).hexdigest())
