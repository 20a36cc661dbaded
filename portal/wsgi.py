"""WSGI entry point, served by gunicorn."""

import os
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


class Pedido(WSGIRequest):
    """Django's, but for a charset: it takes any codec for one, and breaks on those of no text.

    It would break before the middleware, hence a bare 500; EntradaLimpiaMiddleware refuses them.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(
            meta.get("CONTENT_TYPE", "")
        )


class Puerta(WSGIHandler):
    """Django's, with our requests."""

    request_class = Pedido


django.setup(set_prefix=False)
application = Puerta()
