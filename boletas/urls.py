"""Addresses of «Mi Boleta»."""

from django.urls import path

from boletas import views

app_name = "boletas"

urlpatterns = [
    path("", views.lista, name="lista"),
    path("<uuid:publico>/", views.detalle, name="detalle"),
    path("<uuid:publico>/pdf/", views.pdf, name="pdf"),
]
