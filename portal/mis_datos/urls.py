"""Addresses of «Mis datos»."""

from django.urls import path

from portal.mis_datos import views

app_name = "mis_datos"
urlpatterns = [
    path("", views.pagina, name="pagina"),
    path("pedir/", views.pedir, name="pedir"),
    path("<uuid:publico>/", views.descargar, name="descargar"),
]
