"""The commands that need the standard library alone. Each module has `main(arguments) -> exit status`."""
