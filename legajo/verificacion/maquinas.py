"""The same for programs: JSON in and out (docs/verificacion.md, docs/esquemas/)."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from math import ceil
from typing import Any, NoReturn

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import localtime
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from legajo.verificacion.comprobar import Comprobado
from legajo.verificacion.formularios import LINEAS, Linea, linea
from legajo.verificacion.resumen import Resumen

JSON = "application/json"
ESQUEMA = {"nombre": "verificacion", "version": 1}
ESTADOS = {"encontrado": 200, "lista": 200, "incorrecto": 400, "no_encontrado": 404, "espere": 429}


class IlegibleError(Exception):
    """A body that is not what is documented; says why in Spanish."""


def ficha_o_json(vista: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask a form for its token, and a program, which has none, for a body in JSON.

    No page of another site can send one: the browser would ask here first.
    """
    con_ficha = csrf_protect(vista)

    @csrf_exempt
    @wraps(vista)
    def envuelta(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        elegida = vista if request.content_type == JSON else con_ficha
        return elegida(request, *args, **kwargs)

    return envuelta


def pide_json(request: HttpRequest) -> bool:
    """Whether the answer goes to a program."""
    return (
        JSON in (request.content_type, request.get_preferred_type(["text/html", JSON]))
        or request.GET.get("formato") == "json"
    )


def leer(request: HttpRequest) -> Any:
    """The fields that were sent, in JSON or as a form. Raises IlegibleError."""
    if request.content_type != JSON:
        return request.POST
    try:
        datos = json.loads(request.body, parse_constant=_rechazar)
    except (ValueError, RecursionError) as error:
        raise IlegibleError("El cuerpo no es JSON.") from error
    if not isinstance(datos, dict):
        raise IlegibleError("El cuerpo debe ser un objeto JSON.")
    return datos


def leer_par(datos: Any) -> dict[str, str]:
    """The two texts of a try. Raises IlegibleError."""
    par = {campo: datos.get(campo) for campo in ("codigo", "digitos")} if _es_mapa(datos) else {}
    if not par or not all(isinstance(valor, str) for valor in par.values()):
        raise IlegibleError("Envíe «codigo» y «digitos», los dos como texto.")
    return par


def leer_lista(datos: Any) -> list[Linea]:
    """The tries of a list. Raises IlegibleError."""
    lineas = datos.get("lineas")
    if not isinstance(lineas, list) or not 0 < len(lineas) <= LINEAS:
        raise IlegibleError(f"Envíe «lineas»: de 1 a {LINEAS} objetos con «codigo» y «digitos».")
    return [linea(numero, **leer_par(datos)) for numero, datos in enumerate(lineas, start=1)]


def uno(hecho: Comprobado) -> JsonResponse:
    """The answer to one try: 200, 404 or 429."""
    return _responder(_de(hecho))


def lista(hechas: list[tuple[Linea, Comprobado | None]]) -> JsonResponse:
    """The answer to a list: 200; 429 if not one line could be looked at."""
    lineas = [
        {"linea": escrita.numero, **_de(hecho)}
        if hecho
        else {"linea": escrita.numero, "resultado": "mal_escrita", "mensaje": escrita.falla}
        for escrita, hecho in hechas
    ]
    esperas = [hecho.espera for _, hecho in hechas if hecho]
    cuerpo: dict[str, Any] = {"resultado": "lista", "lineas": lineas}
    if esperas and all(esperas):
        cuerpo = {**_de(Comprobado(espera=max(esperas))), "lineas": lineas}
    return _responder(cuerpo)


def incorrecto(mensaje: str, errores: dict[str, Any] | None = None) -> JsonResponse:
    """400, with what is wrong with each field."""
    cuerpo: dict[str, Any] = {"resultado": "incorrecto", "mensaje": mensaje}
    return _responder(cuerpo | ({"errores": errores} if errores else {}))


def solo_post() -> JsonResponse:
    """405: data in an address would stay in logs and histories."""
    respuesta = incorrecto("Envíe los datos por POST, en JSON.")
    respuesta.status_code, respuesta.headers["Allow"] = 405, "POST"
    return respuesta


def _rechazar(constante: str) -> NoReturn:
    raise ValueError(constante)


def _es_mapa(datos: Any) -> bool:
    return hasattr(datos, "get")


def _de(hecho: Comprobado) -> dict[str, Any]:
    if hecho.documento:
        return {"resultado": "encontrado", "documento": _documento(hecho.documento)}
    if hecho.espera:
        return {
            "resultado": "espere",
            "mensaje": "Demasiados intentos fallidos.",
            "espere_segundos": ceil(hecho.espera.total_seconds()),
        }
    return {
        "resultado": "no_encontrado",
        "mensaje": "No hay un documento con ese código y esos dígitos.",
    }


def _documento(d: Resumen) -> dict[str, Any]:
    return {
        "clase": d.clase.value,
        "nombre": d.clase.label,
        "numero": d.numero,
        "acredita": d.acredita,
        "unidad": d.unidad,
        "emitido": _instante(d.emitido_en),
        "a_la_fecha": d.a_la_fecha and d.a_la_fecha.isoformat(),
        "titular": {"iniciales": d.iniciales, "documento": d.documento},
        "estado": d.vigencia.value,
        "vence": d.vence and d.vence.isoformat(),
        "anulado": d.anulado_en and _instante(d.anulado_en),
        "firmado": bool(d.firmado_por),
        "firmado_por": d.firmado_por,
        "sha256": d.sha256,
    }


def _instante(cuando: datetime) -> str:
    return localtime(cuando).isoformat(timespec="seconds")


def _responder(cuerpo: dict[str, Any]) -> JsonResponse:
    respuesta = JsonResponse({"esquema": ESQUEMA, **cuerpo}, status=ESTADOS[cuerpo["resultado"]])
    if "espere_segundos" in cuerpo:
        respuesta.headers["Retry-After"] = str(cuerpo["espere_segundos"])
    return respuesta
