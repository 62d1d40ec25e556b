"""The provocation of an error as a program in each language, written once as data and rendered for each.

scenes.py     which requests: those of the first provocation that a client of any language can send as they are
writing.py    what the renderers share: quotes, and lines that are not too long
python.py …   one language each: a scene as the text of a program
programs.py   all programs of the catalog, as examples beside those that people wrote
"""
