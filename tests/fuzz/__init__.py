"""Entries for long random runs, outside the normal suite: `python -c "from tests.fuzz import loader; loader.run(600)"`."""
