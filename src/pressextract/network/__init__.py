"""The layers of the bundled model that spaCy does not bring: what a word looks like, and what stands around it."""
