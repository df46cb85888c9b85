"""The kinds of values: how each is read, what is expected in words, what its JSON Schema is."""
