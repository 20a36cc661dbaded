"""Payslips: import from SUP, list, page, PDF."""
