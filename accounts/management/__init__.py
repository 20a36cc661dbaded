"""Management of access."""
