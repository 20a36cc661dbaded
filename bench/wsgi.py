"""Two handlers in one process: the portal, and the references with startproject's middleware.

The references must not pay for what the portal adds to every answer, nor the portal be
spared of it; both share worker, interpreter and database connection.
"""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402

settings.MIDDLEWARE = settings.MIDDLEWARE_REFERENCIA
_referencia = WSGIHandler()
settings.MIDDLEWARE = settings.MIDDLEWARE_PORTAL
_portal = WSGIHandler()


def application(environ: dict[str, Any], start_response: Any) -> Any:
    """Answer with one or the other by the address."""
    de_referencia = environ["PATH_INFO"].startswith("/referencia/")
    return (_referencia if de_referencia else _portal)(environ, start_response)
