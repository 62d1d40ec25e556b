"""Tell which mistake gives exactly the checksum of a BigBlueButton request. Python 3.11+, nothing else.

    python checksum_doctor.py 'https://bbb.example.org/bigbluebutton/api/create?name=A&checksum=...'

The shared secret is asked for, or taken from the environment variable BBB_SECRET; it is never printed.
Exit status: 0 the checksum is right, 1 the mistake is named, or a right checksum is sent twice, 2 no mistake fits, or
the request cannot be read.
"""
