"""Addresses of access and of the image code."""

from captcha.views import captcha_image
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from accounts import captcha
from accounts.views import contrasenas, cuenta, ingreso, privacidad

urlpatterns = [
    path("ingresar/", ingreso.Ingresar.as_view(), name="ingresar"),
    path("salir/", ingreso.Salir.as_view(), name="salir"),
    path("generar-contrasena/", contrasenas.GenerarContrasena.as_view(), name="generar_contrasena"),
    path(
        "generar-contrasena/enviado/",
        contrasenas.ContrasenaEnviada.as_view(),
        name="contrasena_enviada",
    ),
    path(
        "generar-contrasena/<uuid:uidb64>/<str:token>/",
        contrasenas.NuevaContrasena.as_view(),
        name="nueva_contrasena",
    ),
    path("privacidad/", privacidad.aviso, name="privacidad"),
    path("mi-cuenta/", cuenta.MiCuenta.as_view(), name="mi_cuenta"),
    path(
        "captcha/imagen/<slug:key>/",
        login_not_required(captcha_image),
        {"scale": 1},
        name="captcha-image",
    ),
    path("captcha/audio/<slug:key>.wav", captcha.audio, name="captcha-audio"),
    path("captcha/otra/", captcha.refrescar, name="captcha-refresh"),
]
