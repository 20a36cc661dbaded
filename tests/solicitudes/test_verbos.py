"""States x verbs x people: every cell; and what each verb leaves behind."""

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings

from legajo import cambios
from legajo.models import Capacitacion, Cese, Contacto, Retencion, Sancion
from legajo.tipos import Operacion
from solicitudes import decisiones, reparto, verbos
from solicitudes.models import Dato, Evento, Parentesco, Solicitud
from solicitudes.transiciones import VERBOS, Quien, VerboNegado
from tests import fabricas
from tests.solicitudes.apoyo import (
    DE_DOS,
    PEDIDO,
    en_situacion,
    enviar_alta,
    enviar_cambio,
    enviar_retiro,
)

pytestmark = pytest.mark.django_db

HACER = {
    "tomar": lambda pk, por: reparto.tomar(pk, por=por),
    "soltar": lambda pk, por: reparto.soltar(pk, por=por),
    "reasignar": lambda pk, por: reparto.reasignar(pk, por=por, a=por),
    "priorizar": lambda pk, por: reparto.priorizar(pk, por=por, prioritaria=True),
    "observar": lambda pk, por: decisiones.observar(pk, por=por, motivo="Falta el reverso"),
    "subsanar": lambda pk, por: verbos.subsanar(pk, por=por, explicacion="Va el reverso"),
    "proponer": lambda pk, por: _de_dos(pk, por),
    "confirmar": lambda pk, por: decisiones.confirmar(pk, por=por),
    "devolver": lambda pk, por: decisiones.devolver(pk, por=por, motivo="Revise la fecha"),
    "atender": lambda pk, por: decisiones.atender(pk, por=por),
    "rechazar": lambda pk, por: decisiones.rechazar(pk, por=por, motivo="No corresponde"),
    "anular": lambda pk, por: verbos.anular(pk, por=por),
}
SIN_EVENTO = {"soltar"}
"""Leaving what nobody has changes nothing."""


def _de_dos(pk, por):
    with override_settings(CAMPOS_DE_DOS=DE_DOS):
        return decisiones.atender(pk, por=por)


DE_LA_UNIDAD = [n for n, v in VERBOS.items() if v.quien is Quien.UNIDAD]
DEL_TITULAR = [n for n, v in VERBOS.items() if v.quien is Quien.TITULAR]


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


@pytest.fixture
def especialista():
    return fabricas.personal(fabricas.ugel())


@pytest.mark.parametrize("situacion", Solicitud.Situacion.values)
@pytest.mark.parametrize("nombre", VERBOS)
def test_cada_situacion_con_cada_verbo(situacion, nombre, persona, especialista):
    verbo = VERBOS[nombre]
    solicitud = en_situacion(situacion, persona, especialista)
    assert solicitud.situacion == situacion
    antes = solicitud.eventos.count()
    jefe = fabricas.personal(fabricas.ugel(), "Responsable de escalafón")
    actor = persona.usuario if verbo.quien is Quien.TITULAR else jefe
    if situacion in verbo.desde:
        hecha = HACER[nombre](solicitud.pk, actor)
        assert hecha.situacion == (verbo.hacia or situacion)
        assert solicitud.eventos.count() == antes + (nombre not in SIN_EVENTO)
    else:
        with pytest.raises(VerboNegado, match=solicitud.situacion.label):
            HACER[nombre](solicitud.pk, actor)
        assert solicitud.eventos.count() == antes
    guardada = Solicitud.objects.get(pk=solicitud.pk)
    assert guardada.situacion == (
        (verbo.hacia or situacion) if situacion in verbo.desde else situacion
    )


def test_la_tabla_conoce_cada_verbo():
    assert set(HACER) == set(VERBOS)
    assert {"enviar", *HACER} == set(Evento.Verbo.values)


@pytest.mark.parametrize("nombre", DE_LA_UNIDAD)
@pytest.mark.parametrize(
    "quien",
    ["el titular", "otra ugel", "sin rol", "planillas", "el titular que es personal", "pariente",
     "supervisor"],
)  # fmt: skip
def test_no_decide_quien_no_debe(nombre, quien, persona, especialista):
    desde = min(VERBOS[nombre].desde, key=list(Solicitud.Situacion).index)
    solicitud = en_situacion(desde, persona, especialista)
    actor = {
        "el titular": lambda: persona.usuario,
        "otra ugel": lambda: fabricas.personal(fabricas.ugel("190002")),
        "sin rol": fabricas.usuario,
        "planillas": lambda: fabricas.personal(fabricas.ugel(), "Planillas"),
        "el titular que es personal": lambda: _con_rol(persona.usuario),
        "pariente": lambda: _pariente(persona),
        "supervisor": lambda: fabricas.personal(fabricas.ugel("190000"), "Supervisor DRE"),
    }[quien]()
    with pytest.raises(Solicitud.DoesNotExist):
        HACER[nombre](solicitud.pk, actor)
    assert Solicitud.objects.get(pk=solicitud.pk).situacion == desde


def _pariente(persona):
    jefe = fabricas.personal(fabricas.ugel(), "Responsable de escalafón")
    Parentesco.objects.create(usuario=jefe, documento=persona.documento, vinculo="hermano")
    return jefe


def _con_rol(usuario):
    from django.contrib.auth.models import Group

    from accounts.models import Asignacion

    Asignacion.objects.create(
        usuario=usuario,
        rol=Group.objects.get(name="Responsable de escalafón"),
        unidad=fabricas.ugel(),
    )
    return usuario


@pytest.mark.parametrize("nombre", DEL_TITULAR)
def test_lo_del_titular_no_lo_hace_otro(nombre, persona, especialista):
    desde = min(VERBOS[nombre].desde, key=list(Solicitud.Situacion).index)
    solicitud = en_situacion(desde, persona, especialista)
    for ajeno in (especialista, fabricas.servidor(fabricas.ugel()).usuario):
        with pytest.raises(Solicitud.DoesNotExist):
            HACER[nombre](solicitud.pk, ajeno)


def test_la_dre_y_el_ministerio_atienden_lo_de_su_rama(persona):
    for codigo in ("190000", "000000"):
        decisor = fabricas.personal(fabricas.ugel(codigo), "Responsable de escalafón")
        assert decisiones.atender(enviar_alta(persona).pk, por=decisor).estado == "atendido"


def test_atender_un_alta_la_pone_en_el_legajo_con_su_historia(persona, especialista):
    solicitud = decisiones.atender(enviar_alta(persona, tema="Álgebra").pk, por=especialista)
    registro = Capacitacion.objects.get(servidor=persona)
    assert registro.tema == "Álgebra"
    historia = registro.historia.get()
    assert historia.pgh_context["medio"] == f"solicitud {solicitud.numero}"
    assert historia.pgh_context["usuario"] == especialista.pk
    assert set(solicitud.datos.values_list("decision", flat=True)) == {Dato.Decision.ACEPTADO}
    assert [e.verbo for e in solicitud.eventos.all()] == ["enviar", "atender"]


def test_atender_un_cambio_toca_solo_lo_pedido(persona, especialista):
    registro = fabricas.registro(Capacitacion.tipo, persona, tema="Algebra")
    solicitud = enviar_cambio(persona, registro, tema="Álgebra")
    assert [(d.campo, d.antes, d.pedido) for d in solicitud.datos.all()] == [
        ("tema", "Algebra", "Álgebra")
    ]
    registro.institucion = "Otra, corregida por la UGEL"
    cambios.cambiar(
        registro, campos=("institucion",), autoria=cambios.Autoria(especialista, "admin")
    )
    decisiones.atender(solicitud.pk, por=especialista)
    registro.refresh_from_db()
    assert (registro.tema, registro.institucion) == ("Álgebra", "Otra, corregida por la UGEL")


def test_atender_un_retiro_tacha_y_no_borra(persona, especialista):
    registro = fabricas.registro(Capacitacion.tipo, persona)
    decisiones.atender(enviar_retiro(persona, registro).pk, por=especialista)
    registro.refresh_from_db()
    assert registro.retirado


def test_lo_que_cambio_despues_de_verlo_no_se_pisa(persona, especialista):
    registro = fabricas.registro(Capacitacion.tipo, persona, tema="A")
    solicitud = enviar_cambio(persona, registro, tema="B")
    registro.tema = "C"
    cambios.cambiar(registro, campos=("tema",), autoria=cambios.Autoria(especialista, "admin"))
    with pytest.raises(ValidationError, match="cambió después"):
        decisiones.atender(solicitud.pk, por=especialista, version_vista=1)
    registro.refresh_from_db()
    solicitud.refresh_from_db()
    assert (registro.tema, solicitud.estado) == ("C", "en_solicitud")


def test_lo_que_ya_no_encaja_no_entra_y_dice_por_que(persona, especialista):
    solicitud = enviar_alta(persona, Contacto.tipo)
    fabricas.registro(Contacto.tipo, persona)
    with pytest.raises(ValidationError, match="ya tiene datos de contacto"):
        decisiones.atender(solicitud.pk, por=especialista)
    solicitud.refresh_from_db()
    assert solicitud.abierta
    assert Contacto.objects.filter(servidor=persona).count() == 1


def test_lo_retirado_ya_no_se_cambia(persona, especialista):
    registro = fabricas.registro(Capacitacion.tipo, persona)
    solicitud = enviar_cambio(persona, registro, tema="B")
    cambios.retirar(registro, autoria=cambios.Autoria(especialista, "admin"))
    with pytest.raises(ValidationError, match="alguien lo retiró"):
        decisiones.atender(solicitud.pk, por=especialista)


def test_rechazar_exige_motivo_y_no_toca_el_legajo(persona, especialista):
    solicitud = enviar_alta(persona)
    with pytest.raises(VerboNegado, match="motivo"):
        decisiones.rechazar(solicitud.pk, por=especialista, motivo="   ")
    decisiones.rechazar(solicitud.pk, por=especialista, motivo="Documento ilegible")
    solicitud.refresh_from_db()
    assert (solicitud.motivo, solicitud.decidida_por) == ("Documento ilegible", especialista)
    assert not Capacitacion.objects.filter(servidor=persona).exists()


def test_enviar_dos_veces_lo_mismo_es_una_solicitud(persona):
    from legajo.formularios import form_class

    tipo = Capacitacion.tipo
    clave = "5f0c1f3e-8a6e-4a7e-9a55-3c3b1d2a4f66"
    enviadas = []
    for _ in range(2):
        form = form_class(tipo)(fabricas.valores(tipo, persona), servidor=persona)
        assert form.is_valid()
        enviadas.append(
            verbos.enviar(
                servidor=persona, por=persona.usuario, tipo=tipo, operacion=Operacion.AGREGAR,
                clave=clave, form=form,
            )
        )  # fmt: skip
    assert enviadas[0].pk == enviadas[1].pk
    assert Solicitud.objects.filter(servidor=persona).count() == 1
    assert Evento.objects.filter(solicitud=enviadas[0]).count() == 1


def test_una_sola_abierta_por_registro(persona):
    registro = fabricas.registro(Capacitacion.tipo, persona)
    primera = enviar_cambio(persona, registro, tema="B")
    assert enviar_retiro(persona, registro).pk == primera.pk


@pytest.mark.parametrize("modelo", [Sancion, Cese, Retencion])
@pytest.mark.parametrize("operacion", [Operacion.QUITAR, Operacion.AGREGAR])
def test_sanciones_ceses_y_retenciones_nunca_se_piden_quitar(modelo, operacion, persona):
    with pytest.raises(VerboNegado):
        verbos.enviar(
            servidor=persona, por=persona.usuario, tipo=modelo.tipo, operacion=operacion,
            clave="5f0c1f3e-8a6e-4a7e-9a55-3c3b1d2a4f66",
        )  # fmt: skip


def test_la_hoja_de_vida_se_pide_una_vez_y_se_emite_al_atender(
    persona, especialista, tmp_path, settings
):
    primera = verbos.pedir_documento(servidor=persona, por=persona.usuario, clase="hoja_de_vida")
    assert (
        verbos.pedir_documento(servidor=persona, por=persona.usuario, clase="hoja_de_vida").pk
        == primera.pk
    )
    with pytest.raises(VerboNegado, match="emita"):
        decisiones.atender(primera.pk, por=especialista)
    atendida = decisiones.atender(primera.pk, por=especialista, pedido=PEDIDO)
    assert atendida.documento.titular_id == persona.pk
    assert atendida.documento.expediente == PEDIDO.expediente


def test_el_expediente_se_anota_mientras_espera(persona, especialista):
    solicitud = enviar_alta(persona)
    verbos.anotar_expediente(solicitud.pk, por=persona.usuario, numero="MPV2026-EXT-0000009")
    decisiones.rechazar(solicitud.pk, por=especialista, motivo="Falta la resolución")
    with pytest.raises(VerboNegado):
        verbos.anotar_expediente(solicitud.pk, por=persona.usuario, numero="otro")
    solicitud.refresh_from_db()
    assert solicitud.expediente == "MPV2026-EXT-0000009"
