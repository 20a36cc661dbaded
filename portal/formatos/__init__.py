"""Formats of dates and numbers, by locale."""
