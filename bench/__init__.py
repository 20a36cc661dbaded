"""How fast the portal is, measured against reference programs: `python -m bench`."""
