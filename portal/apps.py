"""The apps of the site itself and of its admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class PortalConfig(AppConfig):
    """Wiring, demo and leaf helpers; it has no models."""

    name = "portal"

    def ready(self) -> None:
        """Register the system checks."""
        from portal import checks  # noqa: F401  importing registers them


class PortalAdminConfig(AdminConfig):
    """Django's admin with the portal's own site class."""

    default_site = "portal.admin.PortalAdminSite"
