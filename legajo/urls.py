"""Addresses of the legajo."""

from django.urls import path

from legajo.views import (
    accesos,
    compartir,
    documentos,
    estructuras,
    historia,
    salud,
    secciones,
    tiempo,
)

app_name = "legajo"
urlpatterns = [
    path("legajo/", secciones.inicio, name="inicio"),
    path("legajo/estructura/", estructuras.elegir, name="estructura"),
    path("legajo/donde-esta/", estructuras.donde_esta, name="donde_esta"),
    path("legajo/tiempo-de-servicios/", tiempo.tiempo, name="tiempo"),
    path("legajo/accesos/", accesos.accesos, name="accesos"),
    path("legajo/salud/", salud.salud, name="salud"),
    path("legajo/salud/confirmar/", salud.confirmar_todo, name="confirmar_todo"),
    path("legajo/documentos/", documentos.documentos, name="documentos"),
    path("legajo/documentos/<uuid:publico>/", documentos.documento, name="documento"),
    path("legajo/documentos/<uuid:publico>/pdf/", documentos.documento_pdf, name="documento_pdf"),
    path("legajo/<slug:slug>/confirmar/", salud.confirmar_seccion, name="confirmar"),
    path("legajo/<slug:slug>/", secciones.seccion, name="seccion"),
    path("legajo/<slug:slug>/retirados/", historia.retirados, name="retirados"),
    path("legajo/<slug:slug>/<uuid:publico>/", secciones.registro, name="registro"),
    path("legajo/<slug:slug>/<uuid:publico>/historial/", historia.historial, name="historial"),
    path("legajo/<slug:slug>/<uuid:publico>/sustento/", secciones.sustento, name="sustento"),
    path("legajo/documentos/<uuid:publico>/compartir/", compartir.compartir, name="compartir"),
    path(
        "legajo/documentos/<uuid:publico>/compartir/<uuid:enlace>/retirar/",
        compartir.retirar_enlace,
        name="retirar_enlace",
    ),
    path("hoja-de-vida/", documentos.hoja_de_vida, name="hoja_de_vida"),
    path("hoja-de-vida/<uuid:publico>/pdf/", documentos.documento_pdf, name="hoja_de_vida_pdf"),
]
