"""Hold a server against the reference: send it what the catalog says it refuses, and compare what comes back."""
