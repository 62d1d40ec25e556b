"""The calls of the API, one module for each or for a few that belong together."""
