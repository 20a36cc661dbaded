"""Addresses of access and of the image code."""

from captcha.views import captcha_image
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from accounts import captcha
from accounts.views import (
    actividad,
    contrasenas,
    cuenta,
    delegar,
    identidad,
    ingreso,
    privacidad,
    segundo_factor,
    sesiones,
)

urlpatterns = [
    path("ingresar/", ingreso.Ingresar.as_view(), name="ingresar"),
    path("salir/", ingreso.Salir.as_view(), name="salir"),
    path("generar-contrasena/", contrasenas.GenerarContrasena.as_view(), name="generar_contrasena"),
    path(
        "generar-contrasena/enviado/",
        contrasenas.ContrasenaEnviada.as_view(),
        name="contrasena_enviada",
    ),
    path("generar-contrasena/codigo/", contrasenas.UsarCodigo.as_view(), name="usar_codigo"),
    path(
        "generar-contrasena/<uuid:uidb64>/<str:token>/",
        contrasenas.NuevaContrasena.as_view(),
        name="nueva_contrasena",
    ),
    path("privacidad/", privacidad.aviso, name="privacidad"),
    path("mi-cuenta/", cuenta.MiCuenta.as_view(), name="mi_cuenta"),
    path(
        "mi-cuenta/confirmar/", identidad.ConfirmarIdentidad.as_view(), name="confirmar_identidad"
    ),
    path("mi-cuenta/contrasena/", identidad.CambiarContrasena.as_view(), name="cambiar_contrasena"),
    path("mi-cuenta/sesiones/", sesiones.mis_sesiones, name="mis_sesiones"),
    path("mi-cuenta/sesiones/cerrar/", sesiones.cerrar, name="cerrar_sesion"),
    path("mi-cuenta/verificacion/", segundo_factor.mi_factor, name="mi_factor"),
    path("mi-cuenta/verificacion/activar/", segundo_factor.activar, name="activar_factor"),
    path("mi-cuenta/verificacion/respaldos/", segundo_factor.respaldos, name="respaldos"),
    path("mi-cuenta/verificacion/retirar/", segundo_factor.retirar, name="retirar_factor"),
    path("ingresar/codigo/", segundo_factor.verificar, name="verificar_factor"),
    path("mi-cuenta/actividad/", actividad.actividad, name="actividad"),
    path("mi-cuenta/delegar/", delegar.delegar, name="delegar"),
    path("mi-cuenta/delegar/<int:pk>/retirar/", delegar.retirar, name="delegacion_retirar"),
    path(
        "captcha/imagen/<slug:key>/",
        login_not_required(captcha_image),
        {"scale": 1},
        name="captcha-image",
    ),
    path("captcha/audio/<slug:key>.wav", captcha.audio, name="captcha-audio"),
    path("captcha/otra/", captcha.refrescar, name="captcha-refresh"),
]
