"""What the staff of a UGEL issues of a legajo: its kinds, what each says, and its issuing."""
