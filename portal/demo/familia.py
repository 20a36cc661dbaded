"""Section I: contact, homes and family."""

from datetime import date

from legajo.models import Contacto, Domicilio, Familiar, Parentesco, TipoDireccion, TipoVia, Zona
from portal.demo.azar import sumar_anios
from portal.demo.nombres import APELLIDOS, HOMBRES, MUJERES
from portal.demo.pluma import Pluma

CALLES = (
    "Los Andes", "Real", "Grau", "Bolognesi", "Los Héroes", "28 de Julio", "El Sol", "Arequipa",
    "Los Incas", "Huáscar", "Ayacucho", "San Martín",
)  # fmt: skip


def familia(pluma: Pluma) -> None:
    """Write section I of a person."""
    _contacto(pluma)
    for clase in ("ACTUAL", "DNI")[: pluma.azar.randint(1, 2)]:
        domicilio(pluma, clase)
    nacimiento = pluma.ficha.nacimiento
    if pluma.azar.pasa(70):
        relacion = "CONYUGE" if pluma.azar.pasa(75) else "CONVIVIENTE"
        familiar(pluma, relacion, sumar_anios(nacimiento, pluma.azar.randint(-4, 4)))
    for n in range(pluma.azar.randrange(4)):
        nace = sumar_anios(nacimiento, 24 + 3 * n)
        if nace < pluma.hoy:
            familiar(pluma, "HIJO", nace)
    for relacion in ("MADRE", "PADRE"):
        if pluma.azar.pasa(45):
            familiar(pluma, relacion, sumar_anios(nacimiento, -pluma.azar.randint(20, 32)))


def telefono(pluma: Pluma) -> str:
    """A number that rings nowhere: 900 000 xxx."""
    return f"900 000 {pluma.azar.randrange(1000):03}"


def _contacto(pluma: Pluma) -> None:
    pluma.anotar(
        Contacto,
        telefono_movil=telefono(pluma),
        correo_personal=pluma.ficha.correo,
        emergencia_nombre=f"{pluma.azar.uno(MUJERES)} {pluma.ficha.primer_apellido}"[:100],
        emergencia_movil=telefono(pluma),
    )


def domicilio(pluma: Pluma, clase: str = "ACTUAL") -> None:
    """A home in the province of his unit."""
    azar = pluma.azar
    pluma.anotar(
        Domicilio,
        tipo_direccion=pluma.libros.de(TipoDireccion, clase),
        tipo_via=pluma.libros.de(TipoVia, azar.uno(("JIRON", "AVENIDA", "CALLE", "PASAJE"))),
        zona=pluma.libros.alguno(Zona, azar) if azar.pasa(50) else None,
        direccion=f"{azar.uno(CALLES)} {azar.randrange(100, 1900)}",
        referencia="A media cuadra del parque" if azar.pasa(40) else "",
        distrito=pluma.libros.distrito(pluma.ficha.unidad, azar),
    )


def familiar(pluma: Pluma, relacion: str, nace: date) -> None:
    """A relative: surnames as the relation asks, a DNI of the series 99."""
    azar, ficha = pluma.azar, pluma.ficha
    sexo = {"MADRE": "F", "PADRE": "M"}.get(relacion) or azar.uno("FM")
    if relacion in ("CONYUGE", "CONVIVIENTE"):
        sexo = "M" if ficha.sexo == "F" else "F"
    primero = {"HIJO": ficha.primer_apellido, "PADRE": ficha.primer_apellido,
               "MADRE": ficha.segundo_apellido}.get(relacion) or azar.uno(APELLIDOS)  # fmt: skip
    edad = (pluma.hoy - nace).days // 365
    pluma.anotar(
        Familiar,
        parentesco=pluma.libros.de(Parentesco, relacion),
        primer_apellido=primero[:50],
        segundo_apellido=azar.uno(APELLIDOS),
        nombres=azar.uno(MUJERES if sexo == "F" else HOMBRES),
        tipo_identidad="1",
        documento=f"995{azar.randrange(100_000):05}",
        sexo=sexo,
        fecha_nacimiento=nace,
        derechohabiente=relacion == "CONYUGE" or (relacion == "HIJO" and edad < 18),
        fallecido=edad > 60 and azar.pasa(35),
        numero_acta=f"{azar.randrange(10**7, 10**8)}",
    )
