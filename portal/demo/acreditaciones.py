"""Sections I, III, IV and X: civil data, statements, languages, papers of entry, evaluations."""

from datetime import timedelta

from legajo.models import (
    DatosCiviles,
    Declaracion,
    Discapacidad,
    Evaluacion,
    Incorporacion,
    Lengua,
    LenguaOriginaria,
    Pais,
    RelacionLaboral,
    SeguridadSalud,
    ServicioMilitar,
    TipoDeclaracion,
    TipoIncorporacion,
)  # fmt: skip
from portal.demo.pluma import Pluma

LENGUAS = {"12": "QUECHUA-CENTRAL", "21": "QUECHUA-COLLAO"}
"""The native language of a region, by the first digits of its units."""


def acreditaciones(pluma: Pluma) -> None:
    """Write what a person declares and accredits, and the papers of his entry."""
    azar, ingreso = pluma.azar, pluma.ficha.ingreso
    pluma.anotar(
        DatosCiviles,
        estado_civil=azar.uno(("S", "C", "C", "O", "D")),
        pais_nacimiento=pluma.libros.de(Pais, "PE"),
        distrito_nacimiento=pluma.libros.distrito(pluma.ficha.unidad, azar),
    )
    for tipo in ("DJ-DATOS", "DJ-INCOMPAT"):
        pluma.anotar(
            Declaracion,
            tipo_declaracion=pluma.libros.de(TipoDeclaracion, tipo),
            fecha_emision=ingreso,
        )
    pluma.anotar(
        Incorporacion,
        tipo_incorporacion=pluma.libros.de(TipoIncorporacion, "ADJUDICACION"),
        fecha_emision=ingreso - timedelta(days=10),
    )
    _a_veces(pluma)
    _evaluacion(pluma)


def _a_veces(pluma: Pluma) -> None:
    azar = pluma.azar
    if pluma.ficha.sexo == "M" and azar.pasa(15):
        constancia = f"Constancia N° {azar.randrange(1, 9999):04}"
        pluma.anotar(ServicioMilitar, licenciado=True, constancia=constancia)
    if azar.pasa(25):
        anio = azar.randint(2016, 2023)
        pluma.anotar(
            Lengua,
            lengua=pluma.libros.de(LenguaOriginaria, LENGUAS[pluma.ficha.unidad[:2]]),
            dominio_oral=azar.uno("BIA"),
            dominio_escrito=azar.uno("BI"),
            anio_ingreso=anio,
            anio_evaluacion=anio,
            anio_vencimiento=anio + 5,
            estado=Lengua.Estado.VIGENTE if anio + 5 >= pluma.hoy.year else Lengua.Estado.VENCIDO,
        )
    dia = azar.entre(pluma.ficha.ingreso, pluma.ultimo_dia)
    if azar.pasa(3):
        pluma.anotar(
            Discapacidad,
            discapacidad="Disminución de la agudeza visual",
            grado="Leve",
            entidad_emisora="Hospital Regional (demo)",
            **pluma.papel("CERTIFICADO", dia),
        )
    if azar.pasa(20):
        pluma.anotar(
            SeguridadSalud, asunto="Examen médico ocupacional", **pluma.papel("CERTIFICADO", dia)
        )
    if azar.pasa(8):
        pluma.anotar(
            RelacionLaboral, asunto="Acta de acuerdo sobre horario", **pluma.papel("ACTA", dia)
        )


def _evaluacion(pluma: Pluma) -> None:
    """An appointed docente is evaluated now and then."""
    if pluma.ficha.perfil != "docente_nombrado" or not pluma.azar.pasa(40):
        return
    dia = pluma.azar.entre(pluma.ficha.ingreso, pluma.ultimo_dia - timedelta(days=60))
    pluma.anotar(
        Evaluacion,
        **pluma.accion("EVAL-DESEMPENO", "EVD-ORDINARIA"),
        fecha_inicio=dia,
        fecha_fin=dia + timedelta(days=45),
        resultado="Aprobó la evaluación",
        **pluma.papel("ACTA", dia + timedelta(days=45)),
    )
