"""Initiatives: named programmes, networks, strategies and the like, by head nouns and quoted names."""
