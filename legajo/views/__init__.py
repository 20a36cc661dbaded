"""The pages of the legajo, a module per group of addresses."""
