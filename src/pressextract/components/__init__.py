"""One spaCy component per entity family, each in a module of the family's name.

Every factory is registered as `pressextract_<family>` (entry points `spacy_factories`), so it works in anybody's
pipeline. Options are the factory's annotated arguments; `--set counts.keep_bare=false` reaches them
under that one name.
"""
