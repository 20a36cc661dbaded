"""Addresses of «Mi Boleta»."""

from django.urls import path

from boletas import original, views

app_name = "boletas"

urlpatterns = [
    path("", views.lista, name="lista"),
    path("<uuid:publico>/", views.detalle, name="detalle"),
    path("<uuid:publico>/pdf/", views.pdf, name="pdf"),
    path("<uuid:publico>/original/", original.original, name="original"),
    path("<uuid:publico>/original.txt", original.original_txt, name="original_txt"),
]
