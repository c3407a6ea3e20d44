"""Which spans are names of organisations and of initiatives: candidates, their features, and a linear classifier."""
