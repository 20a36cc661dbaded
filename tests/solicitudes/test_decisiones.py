"""Deciding datum by datum, by two people, and mending what was observed."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from legajo import cambios
from legajo.formularios import escrito, form_class
from legajo.models import Capacitacion, Mudanza, TipoDocumento
from solicitudes import decisiones, reparto, verbos
from solicitudes.models import Dato, Motivo, Parentesco, Preferencia, Solicitud
from solicitudes.transiciones import VerboNegado
from tests import fabricas
from tests.accounts.apoyo import trabajar
from tests.solicitudes.apoyo import DE_DOS, en_situacion, enviar_alta, enviar_cambio

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel(), usuario=fabricas.usuario(correo="rosa@demo.invalid"))


@pytest.fixture
def especialista():
    return fabricas.personal(fabricas.ugel(), correo="e@demo.invalid")


@pytest.fixture
def jefa():
    return fabricas.personal(fabricas.ugel(), "Responsable de escalafón", nombre="Jefa")


@pytest.fixture
def registro(persona):
    return fabricas.registro(Capacitacion.tipo, persona, tema="A", institucion="B")


@pytest.fixture
def dos_datos(persona, registro):
    return enviar_cambio(persona, registro, tema="Álgebra", institucion="PUCP")


def test_se_acepta_un_dato_y_se_rechaza_otro(dos_datos, registro, especialista):
    hecha = decisiones.atender(
        dos_datos.pk, por=especialista, rechazados={"institucion": "El documento dice otra"}
    )
    registro.refresh_from_db()
    assert (registro.tema, registro.institucion) == ("Álgebra", "B")
    assert hecha.estado == "atendido"
    assert hecha.motivo == "Institución: El documento dice otra"
    assert dict(hecha.datos.values_list("campo", "decision")) == {
        "tema": "aceptado", "institucion": "rechazado",
    }  # fmt: skip


def test_con_todos_los_datos_rechazados_termina_rechazada(dos_datos, registro, especialista):
    negados = {"tema": "No corresponde", "institucion": "El documento dice otra"}
    hecha = decisiones.atender(dos_datos.pk, por=especialista, rechazados=negados)
    registro.refresh_from_db()
    assert (registro.tema, registro.institucion, registro.version) == ("A", "B", 1)
    assert hecha.estado == "rechazado"
    assert "No corresponde" in hecha.motivo


@pytest.mark.parametrize("negados", [{"tema": "  "}, {"no_existe": "x"}, {"id": "x"}])
def test_un_rechazo_sin_motivo_o_de_otro_dato_no_decide_nada(dos_datos, especialista, negados):
    with pytest.raises(VerboNegado):
        decisiones.atender(dos_datos.pk, por=especialista, rechazados=negados)
    assert Solicitud.objects.get(pk=dos_datos.pk).abierta
    assert set(dos_datos.datos.values_list("decision", flat=True)) == {""}
    with pytest.raises(IntegrityError), transaction.atomic():
        dos_datos.datos.update(decision="rechazado")


def test_lo_que_dos_deben_mirar_no_entra_con_uno(dos_datos, registro, especialista, jefa, settings):
    settings.CAMPOS_DE_DOS = DE_DOS
    negados = {"institucion": "El documento dice otra"}
    propuesta = decisiones.atender(
        dos_datos.pk, por=especialista, version_vista=1, rechazados=negados
    )
    registro.refresh_from_db()
    assert (propuesta.situacion, registro.tema) == ("propuesta", "A")
    with pytest.raises(VerboNegado, match="otra persona"):
        decisiones.confirmar(dos_datos.pk, por=especialista)
    hecha = decisiones.confirmar(dos_datos.pk, por=jefa)
    registro.refresh_from_db()
    assert (hecha.estado, registro.tema, registro.institucion) == ("atendido", "Álgebra", "B")
    assert hecha.motivo == "Institución: El documento dice otra"
    assert [e.por for e in hecha.eventos.all()][-2:] == [especialista, jefa]


def test_lo_que_no_pide_de_dos_datos_entra_con_uno(dos_datos, registro, especialista, settings):
    settings.CAMPOS_DE_DOS = DE_DOS
    hecha = decisiones.atender(dos_datos.pk, por=especialista, rechazados={"tema": "No"})
    assert hecha.estado == "atendido"


def test_lo_que_cambio_entre_la_propuesta_y_la_confirmacion_no_se_pisa(
    dos_datos, registro, especialista, jefa, settings
):
    settings.CAMPOS_DE_DOS = DE_DOS
    decisiones.atender(dos_datos.pk, por=especialista, version_vista=1)
    registro.tema = "C"
    cambios.cambiar(registro, campos=("tema",), autoria=cambios.Autoria(jefa, "admin"))
    with pytest.raises(ValidationError, match="cambió después"):
        decisiones.confirmar(dos_datos.pk, por=jefa)
    devuelta = decisiones.devolver(dos_datos.pk, por=jefa, motivo="Cambió el registro")
    assert devuelta.situacion == "en_solicitud"
    assert set(dos_datos.datos.values_list("decision", "motivo")) == {("", "")}


def test_observar_dice_que_falta_y_hasta_cuando(dos_datos, especialista):
    catalogo = Motivo.objects.get(codigo="obs_reverso")
    hecha = decisiones.observar(
        dos_datos.pk, por=especialista, catalogo=catalogo, motivo="El del diploma."
    )
    assert hecha.observacion == "Falta la copia del reverso del documento. El del diploma."
    assert hecha.subsanar_hasta is not None
    assert hecha.eventos.get(verbo="observar").motivo == catalogo
    assert (hecha.estado, hecha.abierta) == ("en_solicitud", True)
    otra = enviar_alta(hecha.servidor)
    with pytest.raises(VerboNegado, match="motivo"):
        decisiones.observar(otra.pk, por=especialista, motivo=" ")


def test_subsanar_cambia_lo_pedido_y_guarda_lo_que_era(dos_datos, registro, persona, especialista):
    decisiones.observar(dos_datos.pk, por=especialista, motivo="La institución no es esa")
    base = form_class(registro.tipo)(instance=registro, servidor=persona)
    valores = {c: escrito(base[c]) for c in registro.tipo.campos} | {"tema": "Álgebra lineal"}
    form = form_class(registro.tipo)(valores, instance=Capacitacion.objects.get(pk=registro.pk))
    assert form.is_valid()
    hecha = verbos.subsanar(dos_datos.pk, por=persona.usuario, form=form, explicacion="Listo")
    assert hecha.situacion == "en_solicitud"
    assert {(d.campo, d.pedido) for d in hecha.datos.pedidos()} == {("tema", "Álgebra lineal")}
    dicho = hecha.eventos.get(verbo="subsanar").comentario
    assert "«Álgebra» a «Álgebra lineal»" in dicho
    assert "Ya no pide cambiar: Institución" in dicho
    decisiones.atender(dos_datos.pk, por=especialista)
    registro.refresh_from_db()
    assert (registro.tema, registro.institucion) == ("Álgebra lineal", "B")
    retirado = dos_datos.datos.get(campo="institucion")
    assert (retirado.decision, retirado.pedido) == (Dato.Decision.RETIRADO, "PUCP")


def test_tomar_soltar_y_reasignar(dos_datos, especialista, jefa):
    assert reparto.tomar(dos_datos.pk, por=especialista).asignada_a == especialista
    reparto.tomar(dos_datos.pk, por=especialista)
    assert dos_datos.eventos.filter(verbo="tomar").count() == 1
    with pytest.raises(VerboNegado, match="La tiene"):
        reparto.tomar(dos_datos.pk, por=jefa)
    with pytest.raises(VerboNegado, match="dirige"):
        reparto.reasignar(dos_datos.pk, por=especialista, a=jefa)
    assert reparto.reasignar(dos_datos.pk, por=jefa, a=jefa).asignada_a == jefa
    with pytest.raises(VerboNegado, match="dirige"):
        reparto.soltar(dos_datos.pk, por=especialista)
    planillas = fabricas.personal(fabricas.ugel(), "Planillas")
    with pytest.raises(VerboNegado, match="no puede decidir"):
        reparto.reasignar(dos_datos.pk, por=jefa, a=planillas)
    assert reparto.soltar(dos_datos.pk, por=jefa).asignada_a is None


def test_quien_se_abstiene_ya_no_la_decide(dos_datos, especialista):
    reparto.tomar(dos_datos.pk, por=especialista)
    reparto.abstenerse(dos_datos.pk, por=especialista, vinculo="hermano")
    with pytest.raises(Solicitud.DoesNotExist):
        decisiones.atender(dos_datos.pk, por=especialista)
    assert Solicitud.objects.get(pk=dos_datos.pk).asignada_a is None
    reparto.retirar_parentesco(Parentesco.objects.get().pk, por=especialista)
    assert decisiones.atender(dos_datos.pk, por=especialista).estado == "atendido"


def test_la_solicitud_va_con_el_legajo_que_se_muda(dos_datos, persona, especialista):
    nacional = fabricas.personal(fabricas.ugel("000000"), "Operador MINEDU")
    mudanza = Mudanza(
        de=persona.unidad, a=fabricas.ugel("190002"), tipo_documento=TipoDocumento.objects.first(),
        numero_documento="RD 1", fecha_documento="2026-01-15",
    )  # fmt: skip
    cambios.mudar(persona, mudanza, por=nacional)
    assert Solicitud.objects.get(pk=dos_datos.pk).unidad.codigo == "190002"
    with pytest.raises(Solicitud.DoesNotExist):
        decisiones.atender(dos_datos.pk, por=especialista)
    nueva = fabricas.personal(fabricas.ugel("190002"))
    assert decisiones.atender(dos_datos.pk, por=nueva).estado == "atendido"


@pytest.mark.parametrize(
    ("situacion", "clases"),
    [
        ("observada", ["Recibimos", "observación"]),
        ("atendido", ["Recibimos", "atendida"]),
        ("rechazado", ["Recibimos", "rechazada"]),
        ("anulada", ["Recibimos", "Anuló"]),
    ],
)
def test_cada_paso_avisa_con_un_enlace_y_sin_el_dato(situacion, clases, persona, especialista):
    solicitud = en_situacion(situacion, persona, especialista)
    trabajar()
    assert [m.to for m in mail.outbox] == [["rosa@demo.invalid"]] * len(clases)
    for carta, palabra in zip(mail.outbox, clases, strict=True):
        assert palabra in carta.subject
        assert solicitud.numero in carta.body
        assert f"/solicitudes/{solicitud.publico}/" in carta.body
        assert "Dato de tema" not in carta.body


def test_de_lo_que_callo_no_se_le_avisa(persona, especialista):
    Preferencia.objects.create(usuario=persona.usuario, callados=["sol_enviada"])
    en_situacion("atendido", persona, especialista)
    trabajar()
    assert [m.subject for m in mail.outbox] == ["Su solicitud fue atendida"]


def test_se_opina_una_vez_y_solo_de_lo_propio(persona, especialista):
    solicitud = enviar_alta(persona)
    with pytest.raises(VerboNegado):
        verbos.opinar(solicitud.pk, por=persona.usuario, nota=5)
    decisiones.atender(solicitud.pk, por=especialista)
    for nota, quien in ((0, persona.usuario), (6, persona.usuario), (5, especialista)):
        with pytest.raises(VerboNegado):
            verbos.opinar(solicitud.pk, por=quien, nota=nota)
    verbos.opinar(solicitud.pk, por=persona.usuario, nota=4)
    with pytest.raises(VerboNegado):
        verbos.opinar(solicitud.pk, por=persona.usuario, nota=1)
    assert Solicitud.objects.get(pk=solicitud.pk).satisfaccion == 4
