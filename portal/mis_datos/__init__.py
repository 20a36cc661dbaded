"""«Mis datos»: everything that the portal holds about a person, for that person to take along."""
