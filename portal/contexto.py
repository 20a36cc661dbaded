"""What every page of the portal knows."""

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, object]:
    """Name of the portal, and whether this is the demo."""
    return {"es_demo": settings.PORTAL_DEMO, "portal_nombre": settings.PORTAL_NOMBRE}
