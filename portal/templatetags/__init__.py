"""Presentational template tags."""
