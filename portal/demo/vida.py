"""Sections V to X: what is granted and withheld, pension, merits, sanctions, licences, others."""

from datetime import date, timedelta
from decimal import Decimal

from legajo.models import (
    Afp,
    Compensacion,
    Licencia,
    Merito,
    OtroDocumento,
    Pension,
    Reconocimiento,
    RegimenPensionario,
    Retencion,
    Sancion,
    TipoMerito,
    TipoPago,
    TipoRetencion,
    TipoSancion,
)  # fmt: skip
from portal.demo.azar import sumar_anios
from portal.demo.pluma import Pluma

EVENTUALES = {"docente_contratado", "entre_contratos", "cas", "promotora"}
RIM = Decimal("3500.70")
DURACION = {
    "LCG-MATERNIDAD": 98, "LCG-PATERNIDAD": 10, "LCG-INCAPACIDAD": 15, "LCG-FALLECIMIENTO": 8,
    "LCG-CAPACITACION": 5, "LSG-PARTICULAR": 60, "PER-ONOMASTICO": 1, "VAC-ANUALES": 30,
}  # fmt: skip
"""Days of each motive."""
ASUNTOS = (
    "Declaración jurada de no estar inhabilitado", "Constancia de licenciado de las FF. AA.",
    "Declaración jurada de parentesco", "Ficha personal", "Constancia de no adeudo",
)  # fmt: skip


def vida(pluma: Pluma) -> None:
    """Write sections V to X of a person."""
    pension(pluma)
    _compensaciones(pluma)
    if pluma.azar.pasa(2):
        retencion(pluma)
    estable = pluma.ficha.perfil not in EVENTUALES
    for _ in range(pluma.azar.randint(2, 8) if estable else pluma.azar.randrange(3)):
        reconocimiento(pluma)
    if pluma.azar.pasa(3):
        sancion(pluma)
    for _ in range(pluma.azar.randint(3, 12) if estable else pluma.azar.randrange(3)):
        licencia(pluma)
    for _ in range(pluma.azar.randrange(4)):
        _otro(pluma)


def _dia(pluma: Pluma, margen: int = 120) -> date:
    """A day while he worked, far enough from its end."""
    return pluma.azar.entre(pluma.ficha.ingreso, pluma.ultimo_dia - timedelta(days=margen))


def pension(pluma: Pluma) -> None:
    """ONP for three in ten; an AFP for the rest."""
    azar, ingreso = pluma.azar, pluma.ficha.ingreso
    if azar.pasa(30):
        pluma.anotar(
            Pension,
            regimen_pensionario=pluma.libros.de(RegimenPensionario, "2"),
            fecha_afiliacion=ingreso,
            **pluma.papel("DJ", ingreso),
        )
        return
    mixta = azar.pasa(40)
    pluma.anotar(
        Pension,
        regimen_pensionario=pluma.libros.de(RegimenPensionario, "3"),
        afp=pluma.libros.de(Afp, azar.uno(("11", "12", "13", "14") if mixta else ("2", "5", "9"))),
        comision=Pension.Comision.MIXTA if mixta else Pension.Comision.FLUJO,
        cuspp=f"9{azar.randrange(10**5):05}DEMO{azar.randrange(10)}",
        fecha_afiliacion=ingreso,
        fecha_devengue=ingreso + timedelta(days=30),
        **pluma.papel("DJ", ingreso),
    )


def _compensaciones(pluma: Pluma) -> None:
    """ATS when 25 and 30 years are reached; at times luto y sepelio."""
    if pluma.ficha.perfil in ("docente_nombrado", "cesado", "auxiliar"):
        for anios in (25, 30):
            dia = sumar_anios(pluma.ficha.ingreso, anios)
            if dia < pluma.ultimo_dia:
                _compensacion(pluma, "ASIGNACION", f"ASIG-ATS{anios}", f"ATS{anios}", dia, RIM * 2)
    if pluma.azar.pasa(20):
        dia = _dia(pluma)
        _compensacion(pluma, "SUBSIDIO", "SUBS-LUTO", "LUTO-SEPELIO", dia, Decimal(3000))


def _compensacion(
    pluma: Pluma, accion: str, motivo: str, pago: str, dia: date, monto: Decimal
) -> None:
    tipo = pluma.libros.de(TipoPago, pago)
    pluma.anotar(
        Compensacion,
        **pluma.accion(accion, motivo),
        tipo_pago=tipo,
        fecha_inicio=dia,
        monto=monto,
        motivo_pago=tipo.nombre,
        **pluma.resolucion(dia),
    )


def retencion(pluma: Pluma) -> None:
    """A judicial withholding for alimony, by percentage."""
    dia = _dia(pluma)
    pluma.anotar(
        Retencion,
        tipo_retencion=pluma.libros.de(TipoRetencion, "JUD-ALIMENTOS"),
        monto_total=Decimal("25200.00"),
        cuotas=60,
        porcentaje_mensual=Decimal("12.00"),
        entidad="Juzgado de Paz Letrado de los Nevados (demo)",
        beneficiario="Menores alimentistas",
        **pluma.papel("RES-JUDICIAL", dia),
    )


def sancion(pluma: Pluma) -> None:
    """A written admonition, or a suspension of some days."""
    dia = _dia(pluma)
    suspension = pluma.azar.pasa(40)
    fin = dia + timedelta(days=pluma.azar.randint(5, 29)) if suspension else None
    pluma.anotar(
        Sancion,
        tipo_sancion=pluma.libros.de(TipoSancion, "SUSPENSION" if suspension else "AMON-ESCRITA"),
        causa="Inasistencias injustificadas",
        institucion=pluma.unidad.nombre,
        fecha_notificacion=dia - timedelta(days=2),
        fecha_inicio=dia,
        fecha_fin=fin,
        **pluma.resolucion(dia),
    )


def reconocimiento(pluma: Pluma) -> None:
    """A congratulation by resolution of his unit."""
    dia = _dia(pluma)
    merito = pluma.azar.uno(("FELICITACION", "FELICITACION", "AGRADECIMIENTO", "DIPLOMA", "BPE"))
    pluma.anotar(
        Reconocimiento,
        tipo_merito=pluma.libros.de(TipoMerito, merito),
        merito=pluma.libros.de(Merito, merito),
        entidad_emisora=pluma.unidad.nombre,
        fecha_inicio=dia,
        anotaciones="Por su compromiso con los aprendizajes de sus estudiantes.",
        **pluma.resolucion(dia),
    )


def licencia(pluma: Pluma) -> None:
    """A leave, a permit or holidays, of the days that its motive gives."""
    accion, motivo = pluma.azar.uno(
        (("LCG", "LCG-INCAPACIDAD"), ("LCG", "LCG-INCAPACIDAD"), ("LCG", "LCG-CAPACITACION"),
         ("LCG", "LCG-FALLECIMIENTO"), ("LSG", "LSG-PARTICULAR"), ("PERMISO", "PER-ONOMASTICO"),
         ("VACACIONES", "VAC-ANUALES"),
         ("LCG", "LCG-MATERNIDAD" if pluma.ficha.sexo == "F" else "LCG-PATERNIDAD"))
    )  # fmt: skip
    dia = _dia(pluma)
    pluma.anotar(
        Licencia,
        **pluma.accion(accion, motivo),
        fecha_inicio=dia,
        fecha_fin=dia + timedelta(days=DURACION[motivo] - 1),
        **pluma.resolucion(dia),
    )


def _otro(pluma: Pluma) -> None:
    dia = _dia(pluma)
    asunto = pluma.azar.uno(ASUNTOS)
    pluma.anotar(OtroDocumento, asunto=asunto, **pluma.papel("DJ", dia))
