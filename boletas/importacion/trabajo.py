"""The two long steps of an import, which command and worker take alike: try, write."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Unidad, Usuario
from accounts.origen import Origen
from accounts.sucesos import Tipo, anotar
from boletas import avisos
from boletas.importacion.catalogos import PERMISO, catalogos
from boletas.importacion.cotejo import cotejar, dudosas
from boletas.importacion.escritura import escribir, tomar_turno
from boletas.importacion.espera import olvidar, preparar
from boletas.importacion.lectura import abrir, sha256_de
from boletas.models import BoletaEnEspera, Hallazgo, Importacion
from portal.barra import Avance, callar
from portal.cerrojos import en_exclusiva, tomado
from portal.tablas_csv import ArchivoIlegibleError
from portal.texto import fecha_hora

CERROJO = 7_120_206
"""Advisory lock, with the key of an import: one process works on it at a time."""
ESPERA_MAXIMA = timedelta(days=30)
DESCONOCIDOS_MAX = 500
CAMBIO = (
    "Desde la revisión cambió lo que se publicaría: otra importación, o un legajo. No se escribió"
    " nada: revise de nuevo."
)
SIN_DERECHO = "Quien pidió publicar ya no tiene a su cargo todas las unidades del archivo."
Estado, Pedido = Importacion.Estado, Importacion.Pedido


def en_marcha(importacion: Importacion) -> bool:
    """Whether some process is working on it now."""
    return tomado(CERROJO, importacion.pk)


def revisar(importacion: Importacion, ruta: Path, *, avance: Avance = callar) -> None:
    """Read the file and try it: nothing of it is a boleta yet. Raises EnMarchaError."""
    barrer()
    with en_exclusiva(CERROJO, importacion.pk):
        importacion.refresh_from_db()
        if importacion.estado in (Estado.PROGRAMADA, Estado.RETIRADA):
            return
        importacion.estado = Estado.EN_PREPARACION
        contra = catalogos(importacion.hecha_por, importacion.unidad)
        try:
            importacion.sha256 = sha256_de(ruta)
            with abrir(ruta, contra) as fuente:
                preparar(importacion, fuente, avance=avance)
                importacion.desconocidos = {
                    "unidades": contra.sin_unidad.most_common(DESCONOCIDOS_MAX),
                    "conceptos": [
                        [signo, nombre, veces] for (signo, nombre), veces
                        in contra.desconocidos.most_common(DESCONOCIDOS_MAX)
                    ],
                    "columnas": fuente.sin_uso,
                }  # fmt: skip
        except ArchivoIlegibleError as error:
            _ilegible(importacion, str(error))
            return
        avance("Cotejando", importacion.avance, importacion.tamano, importacion.leidas)
        _probar(importacion)


def publicar(importacion: Importacion, *, avance: Avance = callar) -> None:
    """Write what the trial showed, to be seen from the hour that was asked. Raises EnMarchaError.

    Where the trial would show something else today, nothing is written and it says so.
    """
    with en_exclusiva(CERROJO, importacion.pk), transaction.atomic():
        actual = Importacion.objects.select_for_update(of=("self",)).get(pk=importacion.pk)
        if (actual.estado, actual.pedido) == (Estado.REVISADA, Pedido.PUBLICAR):
            avance("Escribiendo", 0, 0, actual.leidas)
            _publicar(actual)
    importacion.refresh_from_db()


def alcanza(por: Usuario | None, importacion: Importacion) -> bool:
    """Whether all units of the import are in charge of who asks; None is the system."""
    if por is None:
        return True
    claves = Unidad.objects.claves_a_cargo(por, PERMISO)
    if claves is None:
        return True
    suyas = {importacion.unidad_id, *importacion.totales.values_list("unidad", flat=True)}
    return suyas <= set(claves)


def barrer() -> None:
    """Throw away what has waited too long: they are data of people."""
    viejas = Importacion.objects.filter(cuando__lt=timezone.now() - ESPERA_MAXIMA)
    for modelo in (BoletaEnEspera, Hallazgo):
        modelo._default_manager.filter(importacion__in=viejas).delete()


def _ilegible(importacion: Importacion, mensaje: str) -> None:
    olvidar(importacion)
    importacion.estado, importacion.mensaje = Estado.ILEGIBLE, mensaje
    importacion.pedido = Pedido.NINGUNO
    importacion.save()


def _probar(importacion: Importacion) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cotejo = cotejar(cursor, importacion)
        importacion.dudas = dudosas(cursor, importacion)
        importacion.anotar(cotejo)
        importacion.malas = importacion.leidas - cotejo.filas
        importacion.estado, importacion.mensaje = Estado.REVISADA, ""
        importacion.pedido = Pedido.NINGUNO
        importacion.save()


def _publicar(importacion: Importacion) -> None:
    por = importacion.pedido_por
    importacion.pedido = Pedido.NINGUNO
    if not alcanza(por, importacion):
        importacion.mensaje = SIN_DERECHO
    elif not _escribir(importacion):
        importacion.mensaje = CAMBIO
    else:
        ahora = timezone.now()
        importacion.estado, importacion.mensaje = Estado.PROGRAMADA, ""
        importacion.publicada_en = max(importacion.publicar_en or ahora, ahora)
        hora = fecha_hora(importacion.publicada_en)
        anotar(
            Tipo.BOLETAS_PROGRAMADAS, por=por, unidad=importacion.unidad, origen=Origen(),
            detalle=f"Importación {importacion.pk}: {importacion.filas} boletas, {hora}",
        )  # fmt: skip
    with transaction.atomic():
        importacion.save()
        if importacion.publicada_en:
            avisos.prometer(importacion)


def _escribir(importacion: Importacion) -> bool:
    """Try again and write, or take it all back where the trial shows something else."""
    with transaction.atomic(), connection.cursor() as cursor:
        tomar_turno(cursor)
        importacion.totales.all().delete()
        importacion.hallazgos.exclude(clase=Hallazgo.Clase.LECTURA).delete()
        cotejo = cotejar(cursor, importacion)
        igual = importacion.cotejo == cotejo and (
            escribir(cursor, importacion) == cotejo.nuevas + cotejo.corregidas
        )
        transaction.set_rollback(not igual)
    return igual
