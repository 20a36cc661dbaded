"""Addresses of Mi Boleta."""

app_name = "boletas"

urlpatterns: list = []
