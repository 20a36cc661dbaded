"""What each warning looks for: a condition over the records in force of one kind.

Dates compared are today's, and the distances are intervals, so that the prepared queries
(portal.preparadas) may keep their SQL.
"""

from datetime import timedelta
from typing import Any

from django.db.models import (
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from legajo.models import Ascenso, Cese, Familiar, Formacion, Pension, Vinculo

MAYORIA = timedelta(days=6574)
"""18 years with the fewest leap days: who is near is not accused."""

HORAS_SEMANALES = 48
"""The longest week of work (Constitución, art. 25): two posts within it can be held at once."""

PAUSA = timedelta(days=31)
"""Between two bonds of a nombrado: resolutions take effect on the first of the next month."""

REGULARIZACION = timedelta(days=365)
"""An act may have effect before its date (TUO de la Ley 27444, art. 17); by a year, it is odd."""

DOS_HORAS_POR_HORA = Value(timedelta(hours=2))
"""A course fills at most half of each day, twelve hours."""

NOMBRADO, EN_ACTIVIDAD, LEY_29944, AFP = "26", "43", "1", "3"
"""Codes of AYNI."""

NO_ORDENAN = ("OFICIO", "MEMORANDO", "CONSTANCIA", "CERTIFICADO", "ACTA", "DIPLOMA", "DJ")
"""Documents that tell or certify, and order nothing."""

TEMPORALES = ("DESTAQUE", "ENCARGO", "COMISION-SERV")
ESCALAS_CON_ASCENSO = ("LRM-II", "LRM-III", "LRM-IV", "LRM-V", "LRM-VI", "LRM-VII", "LRM-VIII")
MOVIL = r"^(\+?51)?[ -]?9([ -]?[0-9]){8}$"


def _del_mismo(modelo: Any) -> Any:
    """Records in force of a kind of the servidor of the record that is looked at."""
    return modelo.objects.activos().filter(servidor=OuterRef("servidor"))


def _otros(modelo: Any) -> Any:
    """The other records of the same kind and servidor."""
    return _del_mismo(modelo).exclude(pk=OuterRef("pk"))


def _abierto() -> Q:
    """A period that has not ended."""
    return Q(fecha_fin=None) | Q(fecha_fin__gte=localdate())


def _vinculo_que_cubre(dia: str) -> Any:
    """Bonds of the servidor that hold on the date in that field of the record."""
    empezo = _del_mismo(Vinculo).filter(fecha_inicio__lte=OuterRef(dia))
    return empezo.filter(Q(fecha_fin=None) | Q(fecha_fin__gte=OuterRef(dia)))


def vinculos_cruzados() -> Q:
    """Bonds that share days with another, unless both fit in one legal week."""
    ambas = ExpressionWrapper(F("jornada") + OuterRef("jornada"), output_field=IntegerField())
    cruzados = _otros(Vinculo).filter(
        Q(fecha_fin=None) | Q(fecha_fin__gte=OuterRef("fecha_inicio")),
        fecha_inicio__lte=Coalesce(OuterRef("fecha_fin"), F("fecha_inicio")),
    )
    horas = Coalesce(ambas, Value(HORAS_SEMANALES + 1))  # unknown counts as too much
    return Q(Exists(cruzados.alias(horas=horas).filter(horas__gt=HORAS_SEMANALES)))


def ingreso_menor_de_edad() -> Q:
    """Bonds that began before the servidor was of age."""
    return Q(fecha_inicio__lt=F("servidor__fecha_nacimiento") + MAYORIA)


def vinculo_sin_acto() -> Q:
    """Bonds that no resolution and no contract orders."""
    return (
        Q(numero_documento="")
        | Q(tipo_documento=None)
        | Q(tipo_documento__codigo__in=NO_ORDENAN)
    )  # fmt: skip


def interrupcion_de_nombrado() -> Q:
    """Bonds of a nombrado that follow another of his after a pause; a reingreso explains it."""
    anteriores = _otros(Vinculo).filter(fecha_inicio__lt=OuterRef("fecha_inicio"))
    seguidos = anteriores.filter(
        Q(fecha_fin=None) | Q(fecha_fin__gte=OuterRef("fecha_inicio") - PAUSA)
    )
    nombrado = Q(condicion__codigo=NOMBRADO)
    return (
        nombrado
        & ~Q(accion__codigo="REINGRESO")
        & Q(Exists(anteriores.filter(nombrado)))
        & ~Q(Exists(seguidos))
    )


def contrato_vencido_en_actividad() -> Q:
    """The last bond, ended without cese, that still says «en actividad»."""
    posteriores = _otros(Vinculo).filter(fecha_inicio__gt=OuterRef("fecha_inicio"))
    return Q(fecha_fin__lt=localdate(), situacion__codigo=EN_ACTIVIDAD) & ~Q(Exists(posteriores))


def nombrado_sin_escala() -> Q:
    """Appointments of Ley 29944 in force without escala magisterial."""
    return _abierto() & Q(regimen__codigo=LEY_29944, condicion__codigo=NOMBRADO, escala=None)


def escala_sin_ascenso() -> Q:
    """Escalas above the first that no record of ascenso reaches."""
    que_llegan = _del_mismo(Ascenso).filter(escala_nueva=OuterRef("escala"))
    return Q(condicion__codigo=NOMBRADO, escala__codigo__in=ESCALAS_CON_ASCENSO) & ~Q(
        Exists(que_llegan)
    )


def abierto_despues_de_un_cese() -> Q:
    """Bonds without end though a cese came after their start."""
    ceses = _del_mismo(Cese).filter(
        fecha_cese__gte=OuterRef("fecha_inicio"), fecha_cese__lt=localdate()
    )
    return Q(fecha_fin=None) & Q(Exists(ceses))


def cese_sin_motivo() -> Q:
    """Ceses that do not say why."""
    return Q(motivo=None)


def cese_sin_vinculo() -> Q:
    """Ceses before which no bond began."""
    return ~Q(Exists(_del_mismo(Vinculo).filter(fecha_inicio__lte=OuterRef("fecha_cese"))))


def titulo_sin_registro() -> Q:
    """Degrees without the number under which they are registered."""
    return Q(situacion=Formacion.Situacion.GRADUADO, numero_registro="") & ~Q(titulo="")


def ascenso_a_la_misma_escala() -> Q:
    """Rises that lead where one was."""
    return Q(escala_nueva=F("escala_anterior"))


def temporal_sin_fin() -> Q:
    """Moves that by their nature end, without end."""
    return Q(accion__codigo__in=TEMPORALES, fecha_fin=None)


def licencia_sin_vinculo() -> Q:
    """Leaves that begin on a day without bond."""
    return ~Q(Exists(_vinculo_que_cubre("fecha_inicio")))


def sancion_sin_notificar() -> Q:
    """Sanctions without the date from which they can be appealed."""
    return Q(fecha_notificacion=None)


def dos_pensiones() -> Q:
    """Pension systems open at the same time as another."""
    abiertas = _otros(Pension).filter(fecha_desafiliacion=None)
    return Q(fecha_desafiliacion=None) & Q(Exists(abiertas))


def afp_sin_cuspp() -> Q:
    """Affiliations to the private system that do not say to which AFP, or with which code."""
    return Q(regimen_pensionario__codigo=AFP) & (Q(cuspp="") | Q(afp=None))


def hijo_mayor_de_edad() -> Q:
    """Children of age, without disability, who are still derechohabientes."""
    return Q(
        parentesco__codigo="HIJO", derechohabiente=True, discapacitado=False, fallecido=False,
        fecha_nacimiento__lt=Value(localdate()) - MAYORIA,
    )  # fmt: skip


def documento_repetido() -> Q:
    """Relatives with the document of another, or of the servidor himself."""
    iguales = _otros(Familiar).filter(documento=OuterRef("documento"))
    return ~Q(documento="") & (Q(documento=F("servidor__documento")) | Q(Exists(iguales)))


def hijo_mayor_que_el_servidor() -> Q:
    """Children born before, or with, the servidor."""
    return Q(
        parentesco__codigo="HIJO", fecha_nacimiento__lte=F("servidor__fecha_nacimiento")
    )  # fmt: skip


def movil_extrano() -> Q:
    """Mobile numbers that no operator of Peru gives."""
    return ~Q(telefono_movil="") & ~Q(telefono_movil__regex=MOVIL)


def horas_que_no_caben() -> Q:
    """Courses with more hours than twelve a day."""
    duracion = ExpressionWrapper(F("horas") * DOS_HORAS_POR_HORA, output_field=DurationField())
    return Q(fecha_fin__lt=F("fecha_inicio") + duracion - timedelta(days=1))


def empleo_publico_abierto() -> Q:
    """Earlier work for the State that never ends."""
    return Q(sector="1", fecha_fin=None)


def empieza_antes_de_nacer() -> Q:
    """Records that begin before the birth of the servidor."""
    return Q(fecha_inicio__lt=F("servidor__fecha_nacimiento"))


def documento_de_fecha_imposible() -> Q:
    """Supporting documents dated before the birth, or tomorrow."""
    return Q(fecha_documento__lt=F("servidor__fecha_nacimiento")) | Q(
        fecha_documento__gt=localdate()
    )


def firmado_mucho_despues() -> Q:
    """Acts signed more than a year after the day on which they begin."""
    return Q(fecha_documento__gt=F("fecha_inicio") + REGULARIZACION)


def sin_archivo() -> Q:
    """Records whose supporting document was not uploaded."""
    return Q(archivo="")


def sin_folios() -> Q:
    """Uploaded documents whose folios nobody counted."""
    return ~Q(archivo="") & Q(folios=None)
