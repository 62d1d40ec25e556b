"""Every page as Markdown, from the catalog and the hand-written files. Pure: the caller decides where to write."""
