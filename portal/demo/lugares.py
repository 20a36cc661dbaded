"""Where the people of the demo work: what six UGEL and two DRE publish, and forty workplaces."""

from django.utils.text import slugify

from accounts.models import Unidad
from legajo.models import CentroLaboral
from portal.demo.elenco import DRE1, DRE2, UGEL1, UGEL1B, UGEL1C, UGEL2, UGEL2B, UGEL2C

PROVINCIAS = {
    UGEL1: "Huancayo", UGEL1B: "Tarma", UGEL1C: "Satipo", DRE1: "Huancayo",
    UGEL2: "Puno", UGEL2B: "San Román", UGEL2C: "Azángaro", DRE2: "Puno",
}  # fmt: skip

ESCUELAS = (
    ("I.E.I. N° {n} Los Amigos", "Inicial", "EBR"),
    ("I.E. N° {n} Niño Jesús", "Primaria", "EBR"),
    ("I.E. N° {n} Simón Bolívar", "Primaria", "EBR"),
    ("I.E. José Carlos Mariátegui {n}", "Secundaria", "EBR"),
    ("CEBA Nuevo Amanecer {n}", "Avanzado", "EBA"),
)
INSTITUTO = ("IESP La Enseñanza {n}", "Superior", "ESNU")


def publicar_contactos() -> None:
    """Give those of the eight units that have none a mesa de partes and a contact, synthetic."""
    for unidad in Unidad.objects.filter(codigo__in=PROVINCIAS, mesa_de_partes=""):
        slug, codigo = slugify(unidad.nombre), unidad.codigo
        unidad.provincia = PROVINCIAS[codigo]
        unidad.mesa_de_partes = f"https://mesadepartes.{slug}.invalid"
        unidad.contacto = f"escalafon@{slug}.demo.invalid, 900 000 {codigo[:1]}{codigo[-2:]}"
        unidad.save(update_fields=["provincia", "mesa_de_partes", "contacto"])


def crear_centros() -> None:
    """The office of each unit, and the schools: códigos modulares of the series 99."""
    unidades = {u.codigo: u for u in Unidad.objects.filter(codigo__in=PROVINCIAS)}
    centros = []
    for lugar, codigo in enumerate(PROVINCIAS):
        unidad = unidades[codigo]
        escuelas = ESCUELAS if unidad.tipo == Unidad.Tipo.UGEL else (INSTITUTO,)
        filas = ((f"Sede administrativa {unidad.nombre}", "", "Sede administrativa"), *escuelas)
        for orden, (nombre, nivel, modalidad) in enumerate(filas):
            numero = 9900000 + lugar * 100 + orden
            centros.append(
                CentroLaboral(
                    codigo=str(numero),
                    nombre=nombre.format(n=30000 + lugar * 100 + orden),
                    nivel=nivel,
                    modalidad=modalidad,
                    unidad=unidad,
                )
            )
    CentroLaboral.objects.bulk_create(centros, ignore_conflicts=True)
