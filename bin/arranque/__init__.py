"""What the two commands do before and around Django, with the standard library only."""
