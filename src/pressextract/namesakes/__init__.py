"""Two bearers of one full name in a run: which articles speak of whom, and the entity ids that follow.

A full name is one entity of the run unless the articles contradict themselves. That is only known when all are there,
so evidence is gathered on the way (`evidence`), judged at the end (`bearers`), and ids are changed where a name turned
out to be two persons' (`index`, `files`).
No spaCy import: a run and `relabel` go the same way.
"""
