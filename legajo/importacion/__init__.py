"""Bringing files into the legajo: read, check, stage, merge, report. One engine for all doors."""
