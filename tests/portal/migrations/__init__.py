"""A migration that nobody has applied."""
