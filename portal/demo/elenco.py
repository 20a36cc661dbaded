"""The named cast of the demo: one person for each way of meeting the portal, with a stable key."""

from dataclasses import dataclass

DRE1, UGEL1, UGEL1B, UGEL1C = "120000", "120001", "120008", "120007"
DRE2, UGEL2, UGEL2B, UGEL2C = "210000", "210001", "210011", "210002"
MINEDU = "000000"


@dataclass(frozen=True)
class Personaje:
    """Somebody of the cast; `perfil` and `legajo` where he has a legajo, `rol` where he is staff.

    `legajo` and `sede` are codes of units; `perfil` is a key of fichas.PERFILES.
    """

    clave: str
    documento: str
    contrasena: str
    quien: str
    nombres: str
    primer_apellido: str
    segundo_apellido: str
    sexo: str
    perfil: str = ""
    legajo: str = ""
    rol: str = ""
    sede: str = ""
    activo: bool = True

    @property
    def correo(self) -> str:
        """His mail, by his key."""
        return f"{self.clave.replace('_', '.')}@demo.invalid"

    @property
    def nombre_completo(self) -> str:
        """Name as the portal shows it."""
        return f"{self.nombres} {self.primer_apellido} {self.segundo_apellido}".strip()


ELENCO: tuple[Personaje, ...] = (
    Personaje(
        "docente", "99000001", "huancayo-manzana-2026",
        "Docente nombrada de la UGEL Huancayo, con dos cargos",
        "Rosa Elena", "Quispe", "Mamani", "F", "docente_nombrado", UGEL1,
    ),
    Personaje(
        "contratada", "99000002", "trigo-verde-camino",
        "Docente contratada de la UGEL Huancayo, con poco legajo y sin hoja de vida",
        "Luz Marina", "Ñaupari", "Huamán", "F", "docente_contratado", UGEL1,
    ),
    Personaje(
        "auxiliar", "99000003", "tarma-flores-blancas",
        "Auxiliar de educación de la UGEL Tarma",
        "Julio César", "Condori", "Rojas", "M", "auxiliar", UGEL1B,
    ),
    Personaje(
        "administrativa", "99000004", "oficina-ventana-azul",
        "Administrativa (D. Leg. 276) de la DRE Junín: legajo de doce secciones",
        "Carmen Rosa", "Vásquez", "Peña", "F", "administrativo", DRE1,
    ),
    Personaje(
        "salud", "99000005", "posta-sendero-alto",
        "Profesional de la salud de la UGEL Puno",
        "Miguel Ángel", "D'Angelo", "Apaza", "M", "salud", UGEL2,
    ),
    Personaje(
        "cesado", "99000006", "campana-tarde-larga",
        "Docente cesado de la UGEL Huancayo: consulta, ya no pide cambios",
        "Víctor Raúl", "Flores", "Quiñones", "M", "cesado", UGEL1,
    ),
    Personaje(
        "entre_contratos", "99000007", "laguna-quieta-enero",
        "Docente de la UGEL Puno cuyo contrato venció",
        "Nélida", "Mamani", "Ccallo", "F", "entre_contratos", UGEL2,
    ),
    Personaje(
        "sin_legajo", "99000008", "cuaderno-nuevo-rojo",
        "Del padrón de Evaluación Docente: tiene usuario y no tiene legajo",
        "Édgar", "Huanca", "Núñez", "M",
    ),
    Personaje(
        "especialista_ugel1", "99000009", "archivo-estante-uno",
        "Especialista de escalafón de la UGEL Huancayo, y también servidora de ella",
        "Gladys", "Rojas", "Tello", "F", "administrativo", UGEL1,
        "Especialista de escalafón", UGEL1,
    ),
    Personaje(
        "responsable_ugel1", "99000010", "llave-maestra-andina",
        "Responsable de escalafón de la UGEL Huancayo",
        "Óscar", "Palomino", "Cárdenas", "M", rol="Responsable de escalafón", sede=UGEL1,
    ),
    Personaje(
        "especialista_ugel2", "99000011", "puno-lluvia-2026",
        "Especialista de escalafón de la UGEL Puno (otra DRE)",
        "Yaneth", "Choque", "Ticona", "F", rol="Especialista de escalafón", sede=UGEL2,
    ),
    Personaje(
        "especialista_dre", "99000012", "mantaro-puente-viejo",
        "Especialista de escalafón de la DRE Junín",
        "Hernán", "Salazar", "Ríos", "M", rol="Especialista de escalafón", sede=DRE1,
    ),
    Personaje(
        "supervisor_dre", "99000013", "mirador-nube-clara",
        "Supervisora de la DRE Junín",
        "Patricia", "Aliaga", "Orihuela", "F", rol="Supervisor DRE", sede=DRE1,
    ),
    Personaje(
        "planillas_ugel1", "99000014", "moneda-cuenta-justa",
        "Planillas de la UGEL Huancayo",
        "Wilfredo", "Lazo", "Canchari", "M", rol="Planillas", sede=UGEL1,
    ),
    Personaje(
        "operador_minedu", "99000015", "lima-neblina-mapa",
        "Operadora de la sede central (MINEDU)",
        "Silvia", "Paredes", "Loayza", "F", rol="Operador MINEDU", sede=MINEDU,
    ),
    Personaje(
        "auditor", "99000016", "lupa-paciente-gris",
        "Auditor de la sede central (MINEDU)",
        "Renato", "Bustamante", "Ibáñez", "M", rol="Auditor", sede=MINEDU,
    ),
    Personaje(
        "deshabilitada", "99000017", "puerta-cerrada-siempre",
        "Docente de la UGEL Huancayo con la cuenta deshabilitada",
        "Teresa", "Inga", "Poma", "F", "docente_nombrado", UGEL1, activo=False,
    ),
)  # fmt: skip

SIN_ACEPTAR = "contratada"
"""Who meets the privacy notice at his first entry; the rest accepted it."""

POR_CLAVE = {p.clave: p for p in ELENCO}
