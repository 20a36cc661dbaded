"""Every address of the portal, and the reference programs."""

from django.urls import path

from bench import referencias
from portal.urls import *  # noqa: F403
from portal.urls import urlpatterns as del_portal

urlpatterns = [
    path("referencia/f/", referencias.f),
    path("referencia/f_t/", referencias.f_t),
    path("referencia/f_auth/", referencias.f_auth),
    path("referencia/pbkdf2/", referencias.pbkdf2),
    *del_portal,
]
