"""The pages of requests: choose what to ask, fill it in, follow it."""
