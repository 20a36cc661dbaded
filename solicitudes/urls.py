"""Addresses of requests."""

from django.urls import path

from solicitudes import arco_paginas
from solicitudes.views import (
    borradores,
    correos,
    detalle,
    documento,
    formulario,
    nueva,
    papeles,
    seguimiento,
    subsanar,
)

app_name = "solicitudes"
urlpatterns = [
    path("", seguimiento.bandeja, name="bandeja"),
    path("nueva/", nueva.nueva, name="nueva"),
    path("nueva/<slug:tipo>/causa/", nueva.causa, name="causa"),
    path("nueva/<slug:tipo>/causa/<uuid:publico>/", nueva.causa, name="causa_registro"),
    path("nueva/<slug:tipo>/recurso/", nueva.recurso, name="recurso"),
    path("nueva/<slug:tipo>/<slug:operacion>/", formulario.formulario, name="formulario"),
    path(
        "nueva/<slug:tipo>/<slug:operacion>/<uuid:publico>/",
        formulario.formulario,
        name="formulario_registro",
    ),
    path("nueva/<slug:tipo>/<slug:operacion>/guardar/", formulario.guardar, name="guardar"),
    path(
        "nueva/<slug:tipo>/<slug:operacion>/<uuid:publico>/guardar/",
        formulario.guardar,
        name="guardar_registro",
    ),
    path("borradores/<uuid:clave>/descartar/", borradores.descartar, name="descartar"),
    path("borradores/<uuid:clave>/adjunto/<int:pk>/", borradores.adjunto, name="adjunto"),
    path("arco/", arco_paginas.lista, name="arco"),
    path("arco/nuevo/", arco_paginas.nuevo, name="arco_nuevo"),
    path("arco/<uuid:publico>/", arco_paginas.detalle, name="arco_detalle"),
    path("correos/", correos.correos, name="correos"),
    path("documento/", documento.pedir, name="pedir_documento"),
    path("<uuid:publico>/", detalle.detalle, name="detalle"),
    path("<uuid:publico>/anular/", seguimiento.anular, name="anular"),
    path("<uuid:publico>/expediente/", detalle.expediente, name="expediente"),
    path("<uuid:publico>/opinion/", detalle.opinion, name="opinion"),
    path("<uuid:publico>/cargo/", papeles.cargo, name="cargo"),
    path("<uuid:publico>/fut/", papeles.fut, name="fut"),
    path("<uuid:publico>/queja/", papeles.queja, name="queja"),
    path("<uuid:publico>/subsanar/", subsanar.subsanar, name="subsanar"),
    path("<uuid:publico>/subsanar/guardar/", subsanar.guardar, name="guardar_subsanacion"),
    path("<uuid:publico>/sustento/<int:pk>/", borradores.sustento, name="sustento"),
]
