"""What every page of the portal knows."""

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, object]:
    """Name of the portal, whether this is the demo, and whether it only reads."""
    return {
        "es_demo": settings.PORTAL_DEMO,
        "es_degradado": settings.MODO_DEGRADADO,
        "portal_nombre": settings.PORTAL_NOMBRE,
    }
