"""LEAME.txt: what each file of a copy is, what is not there and why, and one's rights over it."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone

from accounts.models import Usuario
from portal.exportacion import Parte
from portal.mis_datos.contenido import EXCLUIDOS

DERECHOS = """\
SUS DERECHOS SOBRE ESTOS DATOS (Ley N° 29733 y su reglamento, D.S. N° 016-2024-JUS)

- Acceso: conocer qué datos suyos se tratan. Esta copia es una forma de ejercerlo, y puede pedir
  otra cuando quiera.
- Rectificación: si un dato falta o está mal, use «Solicitar modificación» en la plataforma, o
  preséntelo a su UGEL por su mesa de partes virtual. Sus nombres, apellidos y fecha de
  nacimiento los acredita RENIEC.
- Cancelación: pedir que se retire un dato que no corresponde. El legajo es un registro que la
  ley obliga a conservar: lo que se retira queda tachado, con quién, cuándo y por qué.
- Oposición: pedir que no se use un dato suyo para un fin determinado.

Ejérzalos en «Derechos sobre mis datos», o ante la UGEL o la DRE que lleva su legajo. Si no le
responden o no está de acuerdo con la respuesta, puede reclamar ante la Autoridad Nacional de
Protección de Datos Personales.
"""

CUIDADO = """\
CUÍDELA
Esta copia trae datos personales y sensibles, suyos y de su familia. Guárdela en un lugar que
solo usted use y bórrela de los equipos que comparte. No es un documento oficial: para acreditar
algo, solicite su hoja de vida.
"""

FORMATOS = """\
- csv/: una tabla por tema, para abrir con una hoja de cálculo. Las fechas están en
  día/mes/año. Un apóstrofo (') delante de un texto evita que la hoja lo tome por una fórmula.
- csv/historial/: cada versión de cada dato, con cuándo se escribió, quién, por qué medio y
  por qué. De otras personas solo figuran su nombre y su unidad.
- datos.json: lo mismo y completo, para leerlo con un programa (esquema «mis-datos», versión 1).
"""


@dataclass
class Informe:
    """What was written so far."""

    usuario: Usuario
    con_legajo: bool = False
    llenas: list[tuple[Parte, int]] = field(default_factory=list)
    vacias: list[Parte] = field(default_factory=list)
    archivos: list[str] = field(default_factory=list)
    perdidos: list[str] = field(default_factory=list)

    def anotar(self, parte: Parte, cuantas: int) -> None:
        """A part was written, with so many rows."""
        if cuantas:
            self.llenas.append((parte, cuantas))
        else:
            self.vacias.append(parte)


def texto(informe: Informe) -> str:
    """The whole text, with the line ends that every editor understands."""
    partes = [_titulo(informe), CUIDADO, _que_hay(informe), _tablas(informe), _que_no(informe)]
    return "\n".join([*partes, DERECHOS]).replace("\n", "\r\n")


def _titulo(informe: Informe) -> str:
    usuario = informe.usuario
    cuando = timezone.localtime().strftime("%d/%m/%Y %H:%M")
    return (
        f"COPIA DE MIS DATOS\n{settings.PORTAL_NOMBRE}\n\n"
        f"De: {usuario}, documento {usuario.documento}\nHecha el {cuando} (hora de Lima)\n"
    )


def _que_hay(informe: Informe) -> str:
    lineas = ["QUÉ HAY EN ESTA CARPETA"]
    if informe.con_legajo:
        lineas.append("- legajo.pdf: su legajo entero, para leerlo o imprimirlo.")
    else:
        lineas.append("- Su usuario no tiene un legajo en la plataforma: aquí están los datos de\n"
                      "  su cuenta.")  # fmt: skip
    lineas.append(FORMATOS.rstrip())
    emitidos = sum(ruta.startswith("documentos/") for ruta in informe.archivos)
    sustentos = len(informe.archivos) - emitidos
    if emitidos:
        lineas.append(f"- documentos/: lo que se emitió para usted, en PDF ({emitidos}).")
    if sustentos:
        lineas += [
            f"- sustentos/: los archivos que prueban sus registros ({sustentos}). La columna",
            "  «Archivo de sustento» de cada tabla dice cuál es de cuál.",
        ]
    return "\n".join(lineas) + "\n"


def _tablas(informe: Informe) -> str:
    lineas = ["TABLAS"]
    lineas += [
        f"- csv/{parte.nombre}.csv: {parte.titulo} ({n} {'fila' if n == 1 else 'filas'})"
        for parte, n in informe.llenas
    ]
    vacias = [p.titulo for p in informe.vacias if not p.nombre.startswith("historial/")]
    if vacias:
        lineas += ["", "No registra nada de: " + "; ".join(vacias) + "."]
    return "\n".join(lineas) + "\n"


def _que_no(informe: Informe) -> str:
    lineas = ["QUÉ NO ESTÁ, Y POR QUÉ"]
    lineas += [f"- No se pudo encontrar {ruta}. Avise a su UGEL." for ruta in informe.perdidos]
    lineas += [f"- {razon}" for razon in EXCLUIDOS.values()]
    lineas += [
        "- Su contraseña: la plataforma no la conoce, solo puede comprobarla.",
        "- Los intentos de ingreso fallidos y las sesiones abiertas: se borran solos en horas.",
        "- El PDF de las boletas que nunca abrió: se crea cuando usted lo pide en «Mi Boleta».",
    ]
    return "\n".join(lineas) + "\n"
