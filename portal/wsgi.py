"""WSGI entry point, served by gunicorn."""

import os
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


class Peticion(WSGIRequest):
    """A request whose charset is looked at by `EntradaLimpiaMiddleware`, which admits UTF-8 alone.

    Django's takes any name of a Python codec, before any middleware: `charset=rot13` is no
    text, and breaks it.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(
            meta.get("CONTENT_TYPE", "")
        )


class Servicio(WSGIHandler):
    """Django's handler of such requests."""

    request_class = Peticion


django.setup(set_prefix=False)
application = Servicio()
