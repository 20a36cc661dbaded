"""Files of every test of boletas go to a place of its own."""

import pytest

DISCO = "django.core.files.storage.FileSystemStorage"


@pytest.fixture(autouse=True)
def _archivos(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "archivos")
    opciones = {"BACKEND": DISCO, "OPTIONS": {"location": settings.MEDIA_ROOT}}
    settings.STORAGES = settings.STORAGES | {"default": opciones}
