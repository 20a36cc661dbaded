"""The whole history as a file: CSV of the boletas or of their concepts, and a workbook of both."""

from __future__ import annotations

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.origen import origen
from accounts.peticion import quien
from accounts.sucesos import Tipo, anotar
from boletas import historial
from legajo.acceso import con_legajo
from legajo.models import Servidor

LIBRO = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EN_CSV = {"boletas.csv": historial.totales, "conceptos.csv": historial.lineas}


@require_safe
@con_legajo
def descargar(request: HttpRequest, servidor: Servidor, formato: str) -> HttpResponseBase:
    """One of the three; that it was taken out is an event, without saying what it holds."""
    if formato not in (*EN_CSV, "boletas.xlsx"):
        raise Http404
    anotar(
        Tipo.EXPORTACION, usuario=quien(request), origen=origen(request),
        detalle="Historial de boletas",
    )  # fmt: skip
    nombre = f"{localdate():%Y-%m-%d}-{formato}"
    if formato in EN_CSV:
        return StreamingHttpResponse(
            historial.como_csv(EN_CSV[formato](servidor)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{nombre}"'},
        )
    return FileResponse(
        historial.como_libro(servidor), as_attachment=True, filename=nombre, content_type=LIBRO
    )
