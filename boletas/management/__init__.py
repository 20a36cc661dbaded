"""Commands of boletas."""
