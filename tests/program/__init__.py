"""The program as people install it: the wheel, its commands, the pytest plugin."""
