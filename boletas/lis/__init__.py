"""SUP's text payslips (`.lis`), read without a database."""
