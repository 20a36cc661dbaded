"""Management commands of the legajo."""
