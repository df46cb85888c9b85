"""Cases that failed for people, each with its variations: a file a kind."""
