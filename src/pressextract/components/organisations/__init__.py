"""Organisations: lexicon, legal forms, class nouns with names, and what the model sees."""
