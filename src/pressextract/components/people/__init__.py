"""People: the model and rules find names; the words around them give title, role, organisation and party."""
