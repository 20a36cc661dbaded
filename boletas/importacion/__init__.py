"""From a file of the payroll system to published boletas: read, try, give an hour, retire."""
