"""Section II: degrees, training and earlier work."""

from datetime import date, timedelta

from legajo.models import (
    Capacitacion,
    Experiencia,
    Formacion,
    NivelEducativo,
    TipoEstudio,
    TipoParticipacion,
)  # fmt: skip
from portal.demo.pluma import Pluma

UNIVERSIDADES = (
    "Universidad Nacional de la Sierra Central", "Universidad Nacional del Lago",
    "Universidad Andina del Sur", "Instituto Superior Pedagógico Los Nevados",
)  # fmt: skip
ESPECIALIDADES = (
    "Matemática", "Comunicación", "Ciencia y Tecnología", "Ciencias Sociales", "Inglés",
    "Arte y Cultura", "Educación Física", "Educación Inicial", "Educación Primaria",
    "Desarrollo Personal, Ciudadanía y Cívica",
)  # fmt: skip
CARRERAS = {
    "administrativo": ("Administración", "Contabilidad", "Computación e Informática"),
    "cas": ("Psicología", "Computación e Informática", "Administración"),
    "salud": ("Enfermería", "Psicología", "Nutrición", "Trabajo Social"),
}
TEMAS = (
    "Evaluación formativa de los aprendizajes", "Planificación curricular por competencias",
    "Educación intercultural bilingüe", "Uso pedagógico de tabletas", "Tutoría y convivencia",
    "Inclusión educativa", "Gestión escolar", "Retroalimentación en el aula",
    "Enfoque por competencias", "Comprensión lectora", "Resolución de problemas",
    "Gestión de recursos humanos en el sector público", "Sistema de escalafón",
    "Ética en la función pública", "Ofimática", "Prevención de la violencia escolar",
    "Lengua de señas peruana", "Quechua collao, nivel básico", "Aimara, nivel básico",
    "Seguridad y salud en el trabajo", "Primeros auxilios", "Redacción administrativa",
)  # fmt: skip
INSTITUCIONES = (
    "Ministerio de Educación", "Gobierno Regional", "Dirección Regional de Educación",
    "Unidad de Gestión Educativa Local", "Centro de Estudios Pedagógicos Amauta (demo)",
    "Universidad Andina del Sur (demo)",
)  # fmt: skip
POSGRADOS = (("SEG-ESPECIALIDAD", 35, 1), ("MAESTRIA", 30, 2), ("DOCTORADO", 6, 3))
"""Degree, how many in a hundred have it, and its years."""

CAPACITACIONES = {
    "docente_contratado": (3, 9), "entre_contratos": (3, 9), "cas": (2, 8), "promotora": (0, 3),
}  # fmt: skip


def estudios(pluma: Pluma) -> None:
    """Write section II of a person."""
    formacion(pluma)
    for _ in range(pluma.azar.randint(*CAPACITACIONES.get(pluma.ficha.perfil, (8, 25)))):
        capacitacion(pluma)
    if pluma.azar.pasa(50):
        _experiencia(pluma)


def formacion(pluma: Pluma) -> None:
    """Secundaria, the degree that the work asks, and at times more."""
    ficha, azar = pluma.ficha, pluma.azar
    area = azar.uno(CARRERAS.get(ficha.perfil, ESPECIALIDADES))
    nace = ficha.nacimiento.year
    _grado(pluma, "SECUNDARIA", nace + 12, nace + 16, "", "")
    if ficha.perfil == "promotora":
        return
    docente = ficha.perfil not in CARRERAS
    licenciado = "Licenciada" if ficha.sexo == "F" else "Licenciado"
    titulo = f"{licenciado} en Educación: {area}" if docente else f"{licenciado} en {area}"
    _grado(pluma, "BACHILLER", nace + 17, nace + 21, area, f"Bachiller en {area}")
    _grado(pluma, "TITULO", nace + 17, nace + 22, area, titulo)
    anio = max(ficha.ingreso.year + 1, nace + 24)
    for nivel, tasa, dura in POSGRADOS:
        if azar.pasa(tasa) and anio + dura < pluma.hoy.year:
            nombre = pluma.libros.de(NivelEducativo, nivel).nombre.split(" (")[0]
            _grado(pluma, nivel, anio, anio + dura, area, f"{nombre} en {area}")
            anio += dura + azar.randint(1, 4)


def _grado(pluma: Pluma, nivel: str, inicio: int, fin: int, area: str, titulo: str) -> None:
    azar = pluma.azar
    expedido = min(date(fin, 12, 15), pluma.hoy)
    campos = {
        "nivel": pluma.libros.de(NivelEducativo, nivel),
        "especialidad": area,
        "anio_inicio": inicio,
        "anio_fin": fin,
    }
    if not titulo:
        colegio = f"I.E. Mariscal Castilla {azar.randrange(30000, 31000)}"
        campos |= {"centro_estudios": colegio, "situacion": Formacion.Situacion.EGRESADO}
        pluma.anotar(Formacion, **campos, **pluma.papel("CERTIFICADO", expedido))
        return
    pluma.anotar(
        Formacion,
        **campos,
        centro_estudios=f"{azar.uno(UNIVERSIDADES)} (demo)",
        situacion=Formacion.Situacion.GRADUADO,
        titulo=titulo,
        fecha_expedicion=expedido,
        numero_registro=f"{azar.randrange(1, 99999):05}-P-{azar.uno(('DREJ', 'DREP', 'SUNEDU'))}",
        **pluma.papel("DIPLOMA", expedido),
    )


def capacitacion(pluma: Pluma) -> None:
    """A course of a few weeks, or a diploma of some months, while he worked."""
    azar = pluma.azar
    tipo = azar.uno(("CURSO", "CURSO", "TALLER", "DIPLOMADO", "ACTUALIZACION", "CERTIFICADO"))
    largo = tipo == "DIPLOMADO"
    inicio = azar.entre(pluma.ficha.ingreso, pluma.ultimo_dia - timedelta(days=200))
    fin = inicio + timedelta(days=azar.randint(90, 180) if largo else azar.randint(0, 45))
    pluma.anotar(
        Capacitacion,
        tipo_estudio=pluma.libros.de(TipoEstudio, tipo),
        tema=azar.uno(TEMAS),
        institucion=azar.uno(INSTITUCIONES),
        participacion=pluma.libros.de(
            TipoParticipacion, azar.uno(("PARTICIPANTE", "ASISTENTE", "ASISTENTE", "PONENTE"))
        ),
        fecha_inicio=inicio,
        fecha_fin=fin,
        horas=azar.uno((240, 300, 360, 480)) if largo else azar.uno((20, 40, 60, 80, 120)),
        creditos=azar.randint(8, 24) if largo else None,
        **pluma.papel("DIPLOMA" if largo else "CERTIFICADO", fin),
    )


def _experiencia(pluma: Pluma) -> None:
    anio = pluma.ficha.ingreso.year - 1
    fin = date(anio, 12, 20)
    pluma.anotar(
        Experiencia,
        sector=Experiencia.Sector.PRIVADO if pluma.azar.pasa(70) else Experiencia.Sector.PUBLICO,
        entidad=pluma.azar.uno(
            ("Colegio Particular Los Álamos (demo)", "Academia Sierra Verde (demo)",
             "Municipalidad Distrital de Los Nevados (demo)")
        ),
        cargo="Docente" if pluma.ficha.perfil.startswith("docente") else "Asistente",
        fecha_inicio=date(anio, 3, 4),
        fecha_fin=fin,
        funciones="Las propias del puesto.",
        **pluma.papel("CONSTANCIA", fin),
    )  # fmt: skip
