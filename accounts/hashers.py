"""Password hashing with OWASP's Argon2id parameters."""

import unicodedata

from django.contrib.auth.hashers import Argon2PasswordHasher


def plana(contrasena: str) -> str:
    """NFKC, as NIST asks: an «ñ» is one whatever keyboard it was typed on."""
    return unicodedata.normalize("NFKC", contrasena)


class Argon2idOwasp(Argon2PasswordHasher):
    """Argon2id, 19 MiB, t=2, p=1: a tenth of the CPU of Django's default (SECURITY, finding 9)."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """The hash of its normal form."""
        return super().encode(plana(password), salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Whether it is that one, in its normal form."""
        return super().verify(plana(password), encoded)
