"""Addresses of the legajo."""

from django.urls import path

from legajo import views

app_name = "legajo"
urlpatterns = [
    path("legajo/", views.inicio, name="inicio"),
    path("legajo/<slug:slug>/", views.seccion, name="seccion"),
    path("legajo/<slug:slug>/<uuid:publico>/", views.registro, name="registro"),
    path("legajo/<slug:slug>/<uuid:publico>/sustento/", views.sustento, name="sustento"),
    path("hoja-de-vida/", views.hoja_de_vida, name="hoja_de_vida"),
    path("hoja-de-vida/<uuid:publico>/pdf/", views.hoja_de_vida_pdf, name="hoja_de_vida_pdf"),
]
