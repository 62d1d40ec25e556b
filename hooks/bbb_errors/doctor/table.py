"""What the catalog says of mistakes, encoders, signatures and calls.

Written by `make generate` from docs/catalog/checksum-mistakes.yml and others.
"""

from __future__ import annotations

# fmt: off
MISTAKES = {
    "secret-line-end": (
        "The shared secret ends in a line break.",
        "Strip the secret after reading it from a file or a form.",
    ),
    "secret-space": (
        "There is a space before or after the shared secret.",
        "Strip the secret. Copying from a terminal often picks up a space.",
    ),
    "secret-quotes": (
        "The shared secret was hashed with quotation marks around it.",
        "Take the quotation marks out of the setting, or strip them in your code.",
    ),
    "secret-case": (
        "The shared secret was hashed in upper or lower case.",
        "Use the secret exactly as the server prints it; it's case-sensitive.",
    ),
    "secret-bom": (
        "The shared secret begins with a byte order mark.",
        "Save the file of the secret as UTF-8 without a byte order mark.",
    ),
    "secret-url": (
        "The server's URL was hashed instead of the shared secret.",
        "bbb-conf --secret prints both; use the value of the Secret line as the secret.",
    ),
    "secret-missing": (
        "The shared secret was not hashed.",
        "The secret's setting is empty where the checksum is computed. Fill it in, and append the secret.",
    ),
    "secret-label": (
        "The label in front of the shared secret, such as Secret:, was hashed with it.",
        "Use only what follows Secret: in the output of bbb-conf --secret.",
    ),
    "secret-invisible": (
        "There is an invisible character, such as a no-break space, next to the shared secret.",
        "Print the length of the secret your program uses; an invisible character makes it longer. Retype both ends.",
    ),
    "secret-twice": (
        "The shared secret was appended twice.",
        "Append it once. The function you call may already append it.",
    ),
    "secret-cut": (
        "The first or the last character of the shared secret is missing.",
        "Copy the whole secret again.",
    ),
    "call-missing": (
        "The call name was not hashed.",
        "Start the text you hash with the name of the call.",
    ),
    "call-case": (
        "The call name was hashed with different capitalization than in the URL.",
        "Use one variable for the name, both in the URL and in the hash.",
    ),
    "call-other": (
        "The name of a different call was hashed.",
        "Use one variable for the name, both in the URL and in the hash.",
    ),
    "call-slash": (
        "The call name was hashed with a slash or part of the path.",
        "Hash the bare name, such as create.",
    ),
    "question-mark": (
        "The question mark between call name and query was hashed.",
        "Join call name and query string with nothing between them.",
    ),
    "call-part": (
        "Only part of the call name was hashed, such as create for hooks/create.",
        "Hash everything after /api/, including the slash, such as hooks/create.",
    ),
    "signed-as-callback": (
        "The call was signed the way bbb-webhooks signs its callbacks, starting with the callback URL.",
        "For your own calls, start with the call name, such as hooks/create. Only callbacks start with their URL.",
    ),
    "ampersand": (
        "An & before or after the query was hashed.",
        "Hash the query string without the & that joins the checksum to it.",
    ),
    "checksum-included": (
        "The parameter checksum was also hashed.",
        "Hash the query string before you append the checksum to it.",
    ),
    "query-missing": (
        "The query string was not hashed.",
        "Hash call name, query string and secret. Only a form POST with everything in its body hashes an empty query.",
    ),
    "ampersand-missing": (
        "The parameters were hashed without the & between them.",
        "Hash the query string as it is in the URL, with every & and every =.",
    ),
    "values-only": (
        "Only the values were hashed, without the names of the parameters.",
        "Hash the query string as it is in the URL, with every name, = and &.",
    ),
    "json": (
        "The parameters were hashed as JSON.",
        "Hash the query string as it is in the URL.",
    ),
    "empty-value": (
        "A parameter without a value was hashed with = and sent without it, or the other way around.",
        "Build the query string once, then hash and send that same text. welcome and welcome= differ.",
    ),
    "parameter-added": (
        "A parameter was sent but not hashed.",
        "Sign once the last parameter is in the query. Check for a library, a proxy or a mail program that adds its own.",
    ),
    "order": (
        "The parameters were hashed in a different order than they were sent.",
        "Build the query string once, then hash and send that same text. The server doesn't sort.",
    ),
    "decoded": (
        "The query was hashed before it was percent-encoded.",
        "Encode first, then hash the encoded text.",
    ),
    "non-ascii-raw": (
        "Non-ASCII letters were hashed raw and encoded afterwards.",
        "Percent-encode them as UTF-8 before you hash the text.",
    ),
    "plus-space": (
        "Spaces were hashed as %20 and sent as +, or the other way around.",
        "Build the query string once, and pass the whole URL to the HTTP library.",
    ),
    "tilde": (
        "~ and %7E differ between what was hashed and what was sent.",
        "Build the query string once, and pass the whole URL to the HTTP library.",
    ),
    "marks": (
        "Marks such as ! ' ( ) * / : , @ [ ] were hashed in a different encoding than they were sent in.",
        "Build the query string once, and pass the whole URL to the HTTP library.",
    ),
    "hex-case": (
        "Percent escapes were hashed with hex digits in the other case, such as %2f for %2F.",
        "Build the query string once, and pass the whole URL to the HTTP library.",
    ),
    "double-encoded": (
        "The query was encoded one time more, or one time less, than what was sent.",
        "Encode values exactly once, and hash and send the same text.",
    ),
    "html-escaped": (
        "& and &amp; differ between what was hashed and what was sent.",
        "Escape a link for HTML after you sign it, and unescape it before you send it.",
    ),
    "unicode-escaped": (
        "& and \\u0026, its escape in JSON, differ between what was hashed and what was sent.",
        "Read the URL out of the JSON with a parser, and sign and send what the parser returns.",
    ),
    "latin-1-escaped": (
        "Letters were percent-encoded as Latin-1 in one text and as UTF-8 in the other: %FC and %C3%BC.",
        "Percent-encode as UTF-8, and hash and send the same text.",
    ),
    "encoder": (
        "One function encoded the text that was hashed, and another the URL that was sent.",
        "Build the query string once, and pass the whole URL to the HTTP library.",
    ),
    "whole-encoded": (
        "The whole text was percent-encoded before it was hashed.",
        "Encode each value separately, and hash the query string as it is in the URL.",
    ),
    "body-included": (
        "The body of the POST was hashed.",
        "BigBlueButton 3.0 never hashes the body. Hash only the query string of the URL.",
    ),
    "fragment": (
        "The part of the URL after # was hashed.",
        "Hash the query string up to the #.",
    ),
    "secret-first": (
        "The shared secret isn't at the end of the text that was hashed.",
        "Keep the order: call name, query string, secret.",
    ),
    "separator": (
        "Something was put between the parts before hashing.",
        "Join call name, query string and secret with nothing between them.",
    ),
    "url-hashed": (
        "The whole URL or its path was hashed.",
        "Hash the call name and what follows the ?, without host and path.",
    ),
    "newline": (
        "A line break at the end was hashed.",
        "Hash the text without it. In a shell, use printf %s, not echo.",
    ),
    "utf-16": (
        "The text was hashed as UTF-16.",
        "Convert the text to UTF-8 bytes before you hash it.",
    ),
    "latin-1": (
        "The text was hashed as Latin-1.",
        "Convert the text to UTF-8 bytes before you hash it.",
    ),
    "hmac": (
        "The checksum is an HMAC.",
        "Use a plain hash of call name, query string and secret.",
    ),
    "hmac-swapped": (
        "The checksum is an HMAC with key and text swapped.",
        "Use a plain hash of call name, query string and secret.",
    ),
    "hashed-twice": (
        "The hash was hashed again.",
        "Hash once, and send the digest as hex digits.",
    ),
    "base64": (
        "The digest is in Base64.",
        "Send the digest as hex digits.",
    ),
    "md5": (
        "The checksum is an MD5 hash.",
        "Use SHA-256. No release accepts MD5.",
    ),
    "sha224": (
        "The checksum is a SHA-224 hash.",
        "Use SHA-256. No release accepts SHA-224.",
    ),
    "checksum-tail": (
        "The checksum has something next to the digest, such as %0A or the - of a command-line tool.",
        "Send the digest alone. cut -d' ' -f1 extracts it from the line that sha256sum prints.",
    ),
    "cut-off": (
        "The checksum is correct but cut off.",
        "Send all digits. Look for a database column or a field that's too short.",
    ),
    "digits-case": (
        "The digits are in upper case, which bbb-webhooks refuses.",
        "Send the digest in lower case.",
    ),
    "secret-sent": (
        "The shared secret itself was sent as the checksum.",
        "Send the hash instead, and set a new secret with bbb-conf --setsecret; this one has been in a URL.",
    ),
    "callback-url": (
        "The callback URL was signed in a different spelling than the one given here.",
        "Hash the URL as it was registered in callbackURL, decoded, without the checksum.",
    ),
    "callback-body": (
        "The body given here isn't the one that was signed; it was decoded, or encoded again.",
        "Keep the raw bytes of the body, and verify before any parser touches them.",
    ),
}
FORMS = {
    "secret": [
        ("secret-line-end", "$secret\n"),
        ("secret-line-end", "$secret\r\n"),
        ("secret-line-end", "$secret\r"),
        ("secret-space", " $secret"),
        ("secret-space", "$secret "),
        ("secret-space", " $secret "),
        ("secret-space", "$secret\t"),
        ("secret-space", "\t$secret"),
        ("secret-quotes", "\"$secret\""),
        ("secret-quotes", "'$secret'"),
        ("secret-bom", "\ufeff$secret"),
        ("secret-missing", ""),
        ("secret-label", "Secret: $secret"),
        ("secret-label", "Secret:$secret"),
        ("secret-label", "    Secret: $secret"),
        ("secret-label", "secret: $secret"),
        ("secret-label", "secret=$secret"),
        ("secret-label", "SECRET=$secret"),
        ("secret-label", "securitySalt=$secret"),
        ("secret-invisible", "\u00a0$secret"),
        ("secret-invisible", "$secret\u00a0"),
        ("secret-invisible", "\u200b$secret"),
        ("secret-invisible", "$secret\u200b"),
        ("secret-invisible", "\u2060$secret"),
        ("secret-invisible", "$secret\u2060"),
        ("secret-invisible", "$secret\ufeff"),
        ("secret-invisible", "\u200e$secret"),
        ("secret-invisible", "$secret\u200e"),
        ("secret-invisible", "$secret\u202c"),
        ("secret-invisible", "\u202a$secret\u202c"),
        ("secret-twice", "$secret$secret"),
    ],
    "call": [
        ("call-missing", ""),
        ("call-slash", "/$call"),
        ("call-slash", "$call/"),
        ("call-slash", "/$call/"),
        ("call-slash", "api/$call"),
        ("call-slash", "/api/$call"),
        ("question-mark", "$call?"),
    ],
    "query": [
        ("ampersand", "&$query"),
        ("ampersand", "$query&"),
        ("query-missing", ""),
    ],
    "layout": [
        ("secret-first", "$secret$call$query"),
        ("secret-first", "$call$secret$query"),
        ("secret-first", "$query$call$secret"),
        ("secret-first", "$query$secret$call"),
        ("secret-first", "$secret$query$call"),
        ("secret-first", "$secret$call$query$secret"),
        ("separator", "$call&$query&$secret"),
        ("separator", "$call$query&$secret"),
        ("separator", "$call&$query$secret"),
        ("separator", "$call+$query+$secret"),
        ("separator", "$call$query+$secret"),
        ("separator", "$call+$query$secret"),
        ("separator", "$call $query $secret"),
        ("separator", "$call$query $secret"),
        ("separator", "$call $query$secret"),
        ("separator", "$call:$query:$secret"),
        ("separator", "$call$query:$secret"),
        ("separator", "$call:$query$secret"),
        ("separator", "$call|$query|$secret"),
        ("separator", "$call$query|$secret"),
        ("separator", "$call|$query$secret"),
        ("separator", "$call,$query,$secret"),
        ("separator", "$call$query,$secret"),
        ("separator", "$call,$query$secret"),
        ("separator", "$call.$query.$secret"),
        ("separator", "$call$query.$secret"),
        ("separator", "$call.$query$secret"),
        ("separator", "$call-$query-$secret"),
        ("separator", "$call$query-$secret"),
        ("separator", "$call-$query$secret"),
        ("separator", "$call_$query_$secret"),
        ("separator", "$call$query_$secret"),
        ("separator", "$call_$query$secret"),
        ("separator", "$call;$query;$secret"),
        ("separator", "$call$query;$secret"),
        ("separator", "$call;$query$secret"),
        ("separator", "$call/$query/$secret"),
        ("separator", "$call$query/$secret"),
        ("separator", "$call/$query$secret"),
        ("separator", "$call#$query#$secret"),
        ("separator", "$call$query#$secret"),
        ("separator", "$call#$query$secret"),
        ("separator", "$call\n$query\n$secret"),
        ("separator", "$call$query\n$secret"),
        ("separator", "$call\n$query$secret"),
        ("separator", "$call?$query&$secret"),
        ("separator", "$call&$query&secret=$secret"),
        ("separator", "$call$query&secret=$secret"),
        ("separator", "$call?$query&secret=$secret"),
        ("newline", "$call$query$secret\n"),
        ("newline", "$call$query$secret\r\n"),
    ],
}
REPLACE = [
    ("ampersand-missing", (("&", ""),)),
    ("ampersand-missing", (("&", ""), ("=", ""),)),
    ("ampersand-missing", (("=", ""),)),
    ("plus-space", (("%20", "+"),)),
    ("plus-space", (("+", "%20"),)),
    ("plus-space", (("%20", " "), ("+", " "),)),
    ("plus-space", (("+", " "),)),
    ("plus-space", (("%20", " "),)),
    ("plus-space", ((" ", "%20"),)),
    ("plus-space", ((" ", "+"),)),
    ("tilde", (("~", "%7E"),)),
    ("tilde", (("%7E", "~"), ("%7e", "~"),)),
    ("double-encoded", (("%", "%25"),)),
    ("double-encoded", (("%25", "%"),)),
    ("double-encoded", (("%", "%2525"),)),
    ("double-encoded", (("%2525", "%"),)),
    ("html-escaped", (("&amp;", "&"),)),
    ("html-escaped", (("&", "&amp;"),)),
    ("html-escaped", (("&#038;", "&"), ("&#38;", "&"),)),
    ("html-escaped", (("&amp;", "&"), ("&quot;", "\""), ("&#39;", "'"), ("&#039;", "'"), ("&lt;", "<"), ("&gt;", ">"),)),
    ("html-escaped", (("&", "&amp;"), ("'", "&#39;"),)),
    ("html-escaped", (("&", "&amp;"), ("'", "&#039;"),)),
    ("unicode-escaped", (("\\u0026", "&"),)),
    ("unicode-escaped", (("\\u0026", "&"), ("\\u003d", "="), ("\\u003D", "="), ("\\u0027", "'"),)),
    ("unicode-escaped", (("&", "\\u0026"),)),
    ("unicode-escaped", (("&", "\\u0026"), ("=", "\\u003d"),)),
    ("unicode-escaped", (("&", "\\u0026"), ("=", "\\u003d"), ("'", "\\u0027"),)),
    ("unicode-escaped", (("/", "\\/"),)),
    ("unicode-escaped", (("\\/", "/"),)),
]
REPAIRS = {
    "double-encoded": (("%25", "%"),),
    "html-escaped": (("&amp;", "&"), ("&#038;", "&"), ("&#38;", "&"), ("&quot;", "%22"), ("&#39;", "%27"), ("&#039;", "%27"), ("&lt;", "%3C"), ("&gt;", "%3E"),),
    "unicode-escaped": (("\\u0026", "&"), ("\\u003d", "="), ("\\u003D", "="), ("\\u0027", "%27"), ("\\/", "/"),),
}
ENCODERS = [  # names, marks that stay, space, whether hex digits are in lower case
    (["encodeURIComponent"], "-_.!~*'()", "%20", False),
    (["encodeURI"], "-_.!~*'();/?:@&=+$,#", "%20", False),
    (["URLSearchParams", "Java's URLEncoder", "Ruby's encode_www_form_component"], "-_.*", "+", False),
    (["PHP's urlencode", "PHP's http_build_query"], "-_.", "+", False),
    (["PHP's rawurlencode", "Uri.EscapeDataString of .NET", "Ruby's url_encode"], "-_.~", "%20", False),
    (["Uri.EscapeDataString of .NET Framework 4"], "-_.~!*'()", "%20", False),
    (["HttpUtility.UrlEncode of .NET"], "-_.!*()", "+", True),
    (["WebUtility.UrlEncode of .NET"], "-_.!*()", "+", False),
    (["Python's quote"], "-_.~/", "%20", False),
    (["Python's quote_plus", "Ruby's CGI.escape", "Go's QueryEscape"], "-_.~", "+", False),
    (["axios"], "-_.!~*'():$,", "+", False),
    (["axios before 1.0"], "-_.!~*'():$,[]", "+", False),
    (["a browser's address bar"], "-_.!~*();/?:@&=+$,[]|\\^`", "%20", False),
]
SIGNATURES = [
    ("Up to 2.6.1", "The sender and the body."),
    ("3.0.0 to 3.3.1", "Only the sender. The checksum is the same for every event, so anyone who has seen one can send any body. It was fixed on September 10, 2025."),
    ("3.4.0 and later", "The sender and the body."),
]
NEXT = [
    ("The algorithm.", "A server accepts those in supportedChecksumAlgorithms, by default all four; 2.5.7 accepts only the one in checksumHash, by default SHA-256. Scalelite refuses SHA-384, and bbb-webhooks before 3.0 accepts only SHA-1. Try SHA-256.", True),
    ("The secret on the server.", "Run bbb-conf --secret there and compare it letter by letter with the one you use.", False),
    ("A load balancer with its own secret.", "With Scalelite and similar load balancers, your secret is the load balancer's, not that of a server behind it.", False),
    ("A secret that was changed without a restart.", "After bbb-conf --setsecret, the running server keeps the old secret until bbb-conf --restart.", False),
    ("A different URL than the one your program really sent.", "Check the server's access log. It shows the query string that arrived.", False),
    ("Several mistakes at once.", "Sign the example of the checksum guide with your code, and compare the digests.", False),
    ("Not the clock.", "The checksum doesn't include the time, so a wrong clock never makes it wrong.", False),
]
CALLS = [
    "create",
    "join",
    "isMeetingRunning",
    "end",
    "getMeetingInfo",
    "getMeetings",
    "getSessions",
    "insertDocument",
    "sendChatMessage",
    "getRecordings",
    "updateRecordings",
    "publishRecordings",
    "deleteRecordings",
    "getRecordingTextTracks",
    "putRecordingTextTrack",
    "hooks/create",
    "hooks/list",
    "hooks/destroy",
]
# fmt: on
