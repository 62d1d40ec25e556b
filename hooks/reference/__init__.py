"""The reference: catalog, model and page rendering. Nothing in this package knows MkDocs."""
