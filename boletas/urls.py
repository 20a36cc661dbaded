"""Addresses of «Mi Boleta»."""

from django.urls import path

from boletas.views import anio, constancia, consultas, descargas, detalle, lista, original

app_name = "boletas"

urlpatterns = [
    path("", lista.lista, name="lista"),
    path("<uuid:publico>/", detalle.detalle, name="detalle"),
    path("<uuid:publico>/pdf/", detalle.pdf, name="pdf"),
    path("<uuid:publico>/original/", original.original, name="original"),
    path("<uuid:publico>/original.txt", original.original_txt, name="original_txt"),
    path("<uuid:publico>/consultar/<int:linea>/", consultas.consultar, name="consultar"),
    path("consultas/", consultas.consultas, name="consultas"),
    path("anio/<int:anio>/", anio.resumen, name="resumen"),
    path("anio/<int:anio>/pdf/", anio.pdf_de_anio, name="pdf_de_anio"),
    path("historial/<str:formato>", descargas.descargar, name="historial"),
    path("constancia/", constancia.constancia, name="constancia"),
    path("constancia/<uuid:publico>/pdf/", constancia.constancia_pdf, name="constancia_pdf"),
]
