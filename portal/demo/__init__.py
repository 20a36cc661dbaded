"""The synthetic people of the demo: who they are, how they are made, and how they are loaded."""
