"""Addresses of requests."""

from django.urls import path

from solicitudes import arco_paginas, views

app_name = "solicitudes"
urlpatterns = [
    path("", views.bandeja, name="bandeja"),
    path("nueva/", views.nueva, name="nueva"),
    path("nueva/<slug:tipo>/<slug:operacion>/", views.formulario, name="formulario"),
    path(
        "nueva/<slug:tipo>/<slug:operacion>/<uuid:publico>/",
        views.formulario,
        name="formulario_registro",
    ),
    path("arco/", arco_paginas.lista, name="arco"),
    path("arco/nuevo/", arco_paginas.nuevo, name="arco_nuevo"),
    path("arco/<uuid:publico>/", arco_paginas.detalle, name="arco_detalle"),
    path("hoja-de-vida/", views.pedir_hoja, name="pedir_hoja"),
    path("<uuid:publico>/", views.detalle, name="detalle"),
    path("<uuid:publico>/anular/", views.anular, name="anular"),
    path("<uuid:publico>/expediente/", views.expediente, name="expediente"),
]
