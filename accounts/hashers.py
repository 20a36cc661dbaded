"""Password hashing with OWASP's Argon2id parameters."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2idOwasp(Argon2PasswordHasher):
    """Argon2id, 19 MiB, t=2, p=1: a tenth of the CPU of Django's default (SECURITY, finding 9)."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
