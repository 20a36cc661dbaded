"""Every address of the portal."""

from django.contrib import admin
from django.urls import include, path

from legajo.views import compartido, verificar
from portal import views

urlpatterns = [
    path("", views.inicio, name="inicio"),
    path("ayuda/", views.ayuda, name="ayuda"),
    path("ugel/", views.ugel, name="ugel"),
    path("", include("accounts.urls")),
    path("verificar/", verificar.verificar, name="verificar"),
    path("verificar/lista/", verificar.lista, name="verificar_lista"),
    path("compartido/<slug:token>/", compartido.compartido, name="compartido"),
    path("compartido/<slug:token>/pdf/", compartido.compartido_pdf, name="compartido_pdf"),
    path("", include("legajo.urls")),
    path("solicitudes/", include("solicitudes.urls")),
    path("boletas/", include("boletas.urls")),
    path("mis-datos/", include("portal.mis_datos.urls")),
    path("admin/", admin.site.urls),
    path("salud/vivo", views.salud_vivo, name="salud_vivo"),
    path("salud/listo", views.salud_listo, name="salud_listo"),
    path("demo/correos/", views.demo_correos, name="demo_correos"),
    path("demo/componentes/", views.componentes, name="componentes"),
]

handler400 = "portal.errores.incorrecto"
handler403 = "portal.errores.prohibido"
handler404 = "portal.errores.no_encontrado"
handler500 = "portal.errores.error_interno"
