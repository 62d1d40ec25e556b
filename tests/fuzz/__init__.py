"""Entries for long random runs, outside the normal suite: `run(seconds)` in each module."""
