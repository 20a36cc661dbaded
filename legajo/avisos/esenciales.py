"""What every legajo must have, or those of some groups: the rules that look for what is missing."""

from django.db.models import Q

from legajo.avisos.regla import Esencial, Gravedad
from legajo.models import Contacto, Domicilio, Formacion, Pension, RegimenLaboral, Vinculo

ALTA, MEDIA = Gravedad.ALTA, Gravedad.MEDIA
G = RegimenLaboral.Grupo
TITULOS = ("TITULO", "SEG-ESPECIALIDAD", "MAESTRIA", "DOCTORADO")

ESENCIALES: tuple[Esencial, ...] = (
    Esencial(
        id="E01", modelo=Contacto, nombre="Teléfono móvil y correo personal", gravedad=ALTA,
        cumple=lambda: ~Q(telefono_movil="") & ~Q(correo_personal=""),
        titulo="Faltan el teléfono móvil o el correo personal",
        explicacion="Por ellos le avisamos de sus solicitudes y le enviamos su contraseña.",
        paso_del_servidor="Pida que se anoten su móvil y su correo.",
        paso_de_la_ugel="Pida al servidor su móvil y su correo, y regístrelos.",
    ),
    Esencial(
        id="E02", modelo=Contacto, nombre="Contacto de emergencia", gravedad=MEDIA,
        cumple=lambda: ~Q(emergencia_nombre=""),
        titulo="Falta un contacto de emergencia",
        explicacion="Dice a quién llamar si le ocurre algo en el trabajo.",
        paso_del_servidor="Pida que se anote a quién llamar y su teléfono.",
        paso_de_la_ugel="Pregunte al servidor a quién llamar y regístrelo.",
    ),
    Esencial(
        id="E03", modelo=Domicilio, nombre="Domicilio", gravedad=ALTA,
        titulo="Falta el domicilio",
        explicacion="Allí se notifica lo que debe llegar en papel.",
        paso_del_servidor="Pida agregar su domicilio actual (Formato 04).",
        paso_de_la_ugel="Pida al servidor su declaración de domicilio (Formato 04).",
    ),
    Esencial(
        id="E04", modelo=Formacion, nombre="Formación académica", gravedad=ALTA,
        titulo="Falta la formación académica",
        explicacion="Sin ella no se pueden acreditar requisitos en un concurso.",
        paso_del_servidor="Pida agregar sus estudios, con el diploma o certificado.",
        paso_de_la_ugel="Registre los estudios que constan en el legajo físico.",
    ),
    Esencial(
        id="E05", modelo=Formacion, nombre="Título profesional o grado", gravedad=ALTA,
        cumple=lambda: Q(situacion=Formacion.Situacion.GRADUADO, nivel__codigo__in=TITULOS),
        grupos=(G.DOCENTE, G.SALUD),
        titulo="Falta el título profesional",
        explicacion="Es requisito de la carrera de docentes y de profesionales de la salud.",
        paso_del_servidor="Pida agregar su título, con su número de registro.",
        paso_de_la_ugel="Registre el título que consta en el legajo físico.",
    ),
    Esencial(
        id="E06", modelo=Vinculo, nombre="Vínculo laboral", gravedad=ALTA,
        titulo="Falta el vínculo laboral",
        explicacion="De él se calculan su tiempo de servicios y su situación.",
        paso_del_servidor="Remita su resolución o contrato a su UGEL por mesa de partes.",
        paso_de_la_ugel="Registre la resolución de nombramiento o el contrato.",
    ),
    Esencial(
        id="E07", modelo=Pension, nombre="Sistema pensionario", gravedad=ALTA,
        titulo="Falta el sistema pensionario",
        explicacion="Sin él no se sabe a dónde van sus aportes.",
        paso_del_servidor="Pida agregar su régimen pensionario (Formato 03).",
        paso_de_la_ugel="Pida al servidor su declaración de régimen pensionario (Formato 03).",
    ),
)  # fmt: skip
