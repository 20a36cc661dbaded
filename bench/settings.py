"""The portal's own settings as in production, with the addresses of the reference programs."""

from pathlib import Path

from portal.settings import *  # noqa: F403
from portal.settings import AUTHENTICATION_BACKENDS, MIDDLEWARE, STORAGES, TEMPLATES

ROOT_URLCONF = "bench.urls"
PROXIES_CONFIABLES = 1  # the client stands for many addresses: from one, 20 fail a minute
AUTHENTICATION_BACKENDS = [*AUTHENTICATION_BACKENDS, "bench.referencias.UsuarioLlano"]
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "plantillas"]

MIDDLEWARE_PORTAL = MIDDLEWARE
MIDDLEWARE_REFERENCIA = [  # what `django-admin startproject` writes
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
MEDIA_BENCH = STORAGES["default"]["OPTIONS"]["location"]
