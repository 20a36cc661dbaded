"""Every rule of the health of a legajo, with its id, its sentences, and the step that mends it.

An id is quoted in papers and in the tests: it stays, and that of a rule that goes is not used
again. A new rule is one entry here and its condition beside the others.
"""

from functools import cache

from legajo.avisos import condiciones as c
from legajo.avisos.esenciales import ESENCIALES
from legajo.avisos.regla import (
    Aviso,
    Gravedad,
    Regla,
    accion_de_personal,
    con_campo,
    con_sustento,
    de,
)
from legajo.estructuras import tipos
from legajo.models import (
    Ascenso,
    Capacitacion,
    Cese,
    Contacto,
    Desplazamiento,
    Experiencia,
    Familiar,
    Formacion,
    Licencia,
    Pension,
    Sancion,
    Vinculo,
)
from legajo.tipos import TipoRegistro

ALTA, MEDIA, BAJA = Gravedad.ALTA, Gravedad.MEDIA, Gravedad.BAJA
REVISAR = "Compare con la resolución y corrija el dato, o deje una anotación que lo explique."

AVISOS: tuple[Aviso, ...] = (
    Aviso(
        id="A01", mira=de(Vinculo), condicion=c.vinculos_cruzados, gravedad=MEDIA,
        titulo="vínculo que se cruza con otro",
        explicacion="Dos vínculos comparten días y juntos pasan de 48 horas a la semana, o falta "
        "la jornada de uno. Los días repetidos se cuentan una sola vez en el tiempo de servicios.",
        paso_del_servidor="Revise las fechas y la jornada de ambos con sus resoluciones y pida "
        "corregir la que esté mal.",
        paso_de_la_ugel="Revise fechas y jornada de ambos. Si uno suspendió al otro, registre la "
        "licencia o el desplazamiento que lo explica.",
    ),
    Aviso(
        id="A02", mira=de(Vinculo), condicion=c.ingreso_menor_de_edad, gravedad=ALTA,
        titulo="ingreso antes de los 18 años",
        explicacion="La fecha de inicio es anterior al día en que cumplió 18 años.",
        paso_del_servidor="Revise la fecha de inicio con su resolución y pida corregirla.",
        paso_de_la_ugel="Compare la fecha de inicio y la de nacimiento con sus documentos.",
    ),
    Aviso(
        id="A03", mira=de(Vinculo), condicion=c.vinculo_sin_acto, gravedad=ALTA,
        titulo="vínculo sin resolución ni contrato",
        explicacion="Un vínculo se prueba con la resolución o el contrato que lo ordena; lo que "
        "figura es otro documento, o ninguno.",
        paso_del_servidor="Pida el cambio con los datos de su resolución o contrato, y remítalo.",
        paso_de_la_ugel="Busque la resolución o el contrato y regístrelo como sustento.",
    ),
    Aviso(
        id="A04", mira=de(Vinculo), condicion=c.interrupcion_de_nombrado, gravedad=MEDIA,
        titulo="interrupción antes de este vínculo",
        explicacion="Entre el nombramiento anterior y este pasó más de un mes sin vínculo, y la "
        "acción no es un reingreso.",
        paso_del_servidor="Si falta un vínculo entre ambos, pida agregarlo; si una fecha está mal, "
        "pida corregirla.",
        paso_de_la_ugel="Registre el vínculo que falta, corrija las fechas o, si fue un reingreso, "
        "la acción.",
    ),
    Aviso(
        id="A05", mira=de(Vinculo), condicion=c.contrato_vencido_en_actividad, gravedad=ALTA,
        titulo="vínculo vencido que sigue «En actividad»",
        explicacion="Terminó y no hay otro posterior, pero su situación laboral es «En actividad».",
        paso_del_servidor="Si le renovaron, pida agregar el nuevo vínculo con su resolución.",
        paso_de_la_ugel="Registre la renovación o cambie la situación laboral.",
    ),
    Aviso(
        id="A06", mira=de(Vinculo), condicion=c.nombrado_sin_escala, gravedad=ALTA,
        titulo="nombrado sin escala magisterial",
        explicacion="En la Ley 29944 todo profesor nombrado está en una de las ocho escalas.",
        paso_del_servidor="Pida el cambio con su escala y la resolución que lo ubica en ella.",
        paso_de_la_ugel="Registre la escala con la resolución de ubicación o de ascenso.",
    ),
    Aviso(
        id="A07", mira=de(Vinculo), condicion=c.escala_sin_ascenso, gravedad=MEDIA,
        titulo="escala sin el ascenso que la sustenta",
        explicacion="Figura en una escala mayor que la primera y no hay un ascenso, reubicación o "
        "ubicación que llegue a ella.",
        paso_del_servidor="Pida agregar el ascenso o la reubicación con su resolución.",
        paso_de_la_ugel="Registre la resolución de ascenso, reubicación o ubicación.",
    ),
    Aviso(
        id="A08", mira=de(Vinculo), condicion=c.abierto_despues_de_un_cese, gravedad=MEDIA,
        titulo="vínculo sin fecha de fin, aunque hubo un cese",
        explicacion="Hay un cese posterior a su inicio y el vínculo no dice cuándo terminó.",
        paso_del_servidor="Avise a su UGEL: quien cesó no puede pedir cambios.",
        paso_de_la_ugel="Anote como fecha de fin la del cese.",
    ),
    Aviso(
        id="A09", mira=de(Cese), condicion=c.cese_sin_motivo, gravedad=MEDIA,
        titulo="cese sin motivo",
        explicacion="El motivo decide los beneficios que corresponden.",
        paso_del_servidor="Avise a su UGEL qué motivo figura en la resolución de cese.",
        paso_de_la_ugel="Registre el motivo que dice la resolución.",
    ),
    Aviso(
        id="A10", mira=de(Cese), condicion=c.cese_sin_vinculo, gravedad=MEDIA,
        titulo="cese de un vínculo que no consta",
        explicacion="No hay ningún vínculo que empiece antes de la fecha de cese.",
        paso_del_servidor="Pida agregar el vínculo que terminó, con su resolución.",
        paso_de_la_ugel="Registre el vínculo que terminó o corrija la fecha de cese.",
    ),
    Aviso(
        id="A11", mira=de(Formacion), condicion=c.titulo_sin_registro, gravedad=ALTA,
        titulo="título sin número de registro",
        explicacion="Un grado o título vale en los concursos por su registro en SUNEDU o en la "
        "DRE.",
        paso_del_servidor="Pida el cambio con el número y la fecha de registro que figuran en el "
        "diploma.",
        paso_de_la_ugel="Verifique el registro en SUNEDU o en la DRE y anótelo.",
    ),
    Aviso(
        id="A12", mira=de(Ascenso), condicion=c.ascenso_a_la_misma_escala, gravedad=ALTA,
        titulo="ascenso a la misma escala",
        explicacion="La escala nueva es igual a la anterior.",
        paso_del_servidor="Revise su resolución y pida corregir la escala que esté mal.",
        paso_de_la_ugel=REVISAR,
    ),
    Aviso(
        id="A13", mira=de(Desplazamiento), condicion=c.temporal_sin_fin, gravedad=MEDIA,
        titulo="desplazamiento temporal sin fecha de fin",
        explicacion="Un destaque, un encargo o una comisión de servicios termina en una fecha.",
        paso_del_servidor="Pida el cambio con la fecha de fin que dice su resolución.",
        paso_de_la_ugel="Anote la fecha de fin, o la del retorno al cargo.",
    ),
    Aviso(
        id="A14", mira=de(Licencia), condicion=c.licencia_sin_vinculo, gravedad=MEDIA,
        titulo="licencia fuera de todo vínculo",
        explicacion="El día en que empieza no había un vínculo vigente.",
        paso_del_servidor="Si falta el vínculo de esas fechas, pida agregarlo; si la fecha está "
        "mal, pida corregirla.",
        paso_de_la_ugel="Registre el vínculo que falta o corrija la fecha de la licencia.",
    ),
    Aviso(
        id="A15", mira=de(Sancion), condicion=c.sancion_sin_notificar, gravedad=ALTA,
        titulo="sanción sin fecha de notificación",
        explicacion="Desde esa fecha corre el plazo para impugnarla.",
        paso_del_servidor="Pida que se anote la fecha en que recibió la notificación.",
        paso_de_la_ugel="Anote la fecha del cargo de notificación.",
    ),
    Aviso(
        id="A16", mira=de(Pension), condicion=c.dos_pensiones, gravedad=ALTA,
        titulo="dos sistemas pensionarios a la vez",
        explicacion="Hay más de uno sin fecha de desafiliación.",
        paso_del_servidor="Pida que se anote la fecha de desafiliación del que dejó.",
        paso_de_la_ugel="Anote la fecha de desafiliación del anterior.",
    ),
    Aviso(
        id="A17", mira=de(Pension), condicion=c.afp_sin_cuspp, gravedad=MEDIA,
        titulo="AFP sin nombre o sin CUSPP",
        explicacion="En el sistema privado hace falta saber la AFP y el código del afiliado.",
        paso_del_servidor="Pida el cambio con su AFP y el CUSPP de su constancia de afiliación.",
        paso_de_la_ugel="Consulte la constancia de afiliación y anótelos.",
    ),
    Aviso(
        id="A18", mira=de(Familiar), condicion=c.hijo_mayor_de_edad, gravedad=MEDIA,
        titulo="hijo mayor de edad como derechohabiente",
        explicacion="Cumplió 18 años y no figura con discapacidad.",
        paso_del_servidor="Pida el cambio: deje de ser derechohabiente o, si corresponde, acredite "
        "la discapacidad.",
        paso_de_la_ugel="Confirme con el servidor y actualice la condición de derechohabiente.",
    ),
    Aviso(
        id="A19", mira=de(Familiar), condicion=c.documento_repetido, gravedad=ALTA,
        titulo="número de documento repetido",
        explicacion="Es el del propio servidor o el de otro de sus familiares.",
        paso_del_servidor="Revise el documento de su familiar y pida corregir el número.",
        paso_de_la_ugel="Compare con el acta o el DNI y corrija el número; si es la misma persona, "
        "retire el registro que sobra.",
    ),
    Aviso(
        id="A20", mira=de(Familiar), condicion=c.hijo_mayor_que_el_servidor, gravedad=ALTA,
        titulo="hijo nacido antes que el servidor",
        explicacion="Su fecha de nacimiento no es posterior a la del servidor.",
        paso_del_servidor="Revise la fecha o el parentesco y pida corregirlo.",
        paso_de_la_ugel="Compare con el acta y corrija la fecha o el parentesco.",
    ),
    Aviso(
        id="A21", mira=de(Contacto), condicion=c.movil_extrano, gravedad=MEDIA,
        titulo="teléfono móvil que no lo parece",
        explicacion="Un móvil del Perú tiene 9 dígitos y empieza con 9.",
        paso_del_servidor="Pida el cambio con su número correcto.",
        paso_de_la_ugel="Pregunte al servidor su número correcto.",
    ),
    Aviso(
        id="A22", mira=de(Capacitacion), condicion=c.horas_que_no_caben, gravedad=MEDIA,
        titulo="más horas de las que caben en sus fechas",
        explicacion="Son más de doce por día.",
        paso_del_servidor="Compare fechas y horas con su certificado y pida corregirlas.",
        paso_de_la_ugel="Compare con el certificado y, si hace falta, consulte a quien lo emitió.",
    ),
    Aviso(
        id="A23", mira=de(Experiencia), condicion=c.empleo_publico_abierto, gravedad=MEDIA,
        titulo="empleo público sin fecha de fin",
        explicacion="Nadie recibe dos remuneraciones del Estado, salvo una por docencia.",
        paso_del_servidor="Pida el cambio con la fecha en que terminó.",
        paso_de_la_ugel="Anote la fecha de fin o verifique la compatibilidad.",
    ),
    Aviso(
        id="A30", mira=con_campo("fecha_inicio"), condicion=c.empieza_antes_de_nacer,
        gravedad=ALTA,
        titulo="empieza antes del nacimiento",
        explicacion="La fecha de inicio es anterior a la de nacimiento del servidor.",
        paso_del_servidor="Pida corregir la fecha. Si la de nacimiento está mal, acuda a RENIEC y "
        "luego a su UGEL.",
        paso_de_la_ugel="Compare ambas fechas con sus documentos y corrija la que esté mal.",
    ),
    Aviso(
        id="A31", mira=con_sustento, condicion=c.documento_de_fecha_imposible, gravedad=ALTA,
        titulo="documento con una fecha que no puede ser",
        explicacion="Está fechado antes del nacimiento del servidor, o después de hoy.",
        paso_del_servidor="Pida el cambio con la fecha que figura en el documento.",
        paso_de_la_ugel="Corrija la fecha según el documento.",
    ),
    Aviso(
        id="A32", mira=accion_de_personal, condicion=c.firmado_mucho_despues, gravedad=BAJA,
        titulo="resolución firmada más de un año después",
        explicacion="Puede tener eficacia anticipada; más a menudo, una de las dos fechas está mal "
        "escrita.",
        paso_del_servidor="Compare las dos fechas con su resolución; si una está mal, pida "
        "corregirla.",
        paso_de_la_ugel=REVISAR,
    ),
    Aviso(
        id="A33", mira=con_sustento, condicion=c.sin_archivo, gravedad=BAJA,
        titulo="sin el archivo que lo sustenta",
        explicacion="El documento consta por su número y fecha, pero nadie lo digitalizó.",
        paso_del_servidor="Remita una copia legible a su UGEL por mesa de partes.",
        paso_de_la_ugel="Digitalice el documento del legajo físico y súbalo al registro.",
    ),
    Aviso(
        id="A34", mira=con_sustento, condicion=c.sin_folios, gravedad=BAJA,
        titulo="archivo sin número de folios",
        explicacion="Todo documento del legajo se folia.",
        paso_del_servidor="No tiene que hacer nada: lo completa su UGEL.",
        paso_de_la_ugel="Cuente los folios del archivo y anótelos.",
    ),
)  # fmt: skip


AVISO = {aviso.id: aviso for aviso in AVISOS}


@cache
def avisos_de(tipo: TipoRegistro) -> tuple[Aviso, ...]:
    """The warnings that look at a kind."""
    return tuple(a for a in AVISOS if a.mira(tipo))


def puntos() -> tuple[tuple[Regla, TipoRegistro], ...]:
    """Each rule with each kind it looks at: what a UGEL works through."""
    de_registros = [(a, t) for a in AVISOS for t in tipos() if a.mira(t)]
    return (*((e, e.tipo) for e in ESENCIALES), *de_registros)
