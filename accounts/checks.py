"""System checks: what must never reach production."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def captcha_sin_modo_de_prueba(**_: Any) -> list[CheckMessage]:
    """CAPTCHA_TEST_MODE makes the library accept «passed» from anyone."""
    if settings.CAPTCHA_TEST_MODE and not settings.DEBUG:
        return [Error("CAPTCHA_TEST_MODE must be off outside DEBUG.", id="accounts.E001")]
    return []
