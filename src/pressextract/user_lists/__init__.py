"""Users' own lists: what is no mention, what else something is called; applied to readings without a model.

`files` reads and checks them, `meanings` knows what a name decides for each label, `names` finds it in a text or a row,
`application` changes an article's mentions. No spaCy import.
"""
