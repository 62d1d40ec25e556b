"""The clients of the other languages, held against the one in Python."""
