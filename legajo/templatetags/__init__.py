"""Presentational template tags of the legajo."""
