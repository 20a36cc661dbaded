"""Addresses of the legajo."""

from django.urls import path

from legajo.views import documentos, secciones

app_name = "legajo"
urlpatterns = [
    path("legajo/", secciones.inicio, name="inicio"),
    path("legajo/<slug:slug>/", secciones.seccion, name="seccion"),
    path("legajo/<slug:slug>/<uuid:publico>/", secciones.registro, name="registro"),
    path("legajo/<slug:slug>/<uuid:publico>/sustento/", secciones.sustento, name="sustento"),
    path("hoja-de-vida/", documentos.hoja_de_vida, name="hoja_de_vida"),
    path("hoja-de-vida/<uuid:publico>/pdf/", documentos.hoja_de_vida_pdf, name="hoja_de_vida_pdf"),
]
