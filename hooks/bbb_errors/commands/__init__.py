"""The commands that need the standard library alone. Each module has `main`; see bbb_errors/program.py."""
