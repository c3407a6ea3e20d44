"""Places: a gazetteer, the shapes of names and their context; keys and coordinates where the text decides."""
