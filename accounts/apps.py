"""App configuration of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and their rights; knows nothing of a legajo."""

    name = "accounts"
    verbose_name = "Accesos"

    def ready(self) -> None:
        """Register the system checks."""
        from accounts import checks  # noqa: F401  importing registers the system check
