"""A file that passes to another unit: who may, what each side sees, what is done once."""

import uuid
from datetime import date, timedelta
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from legajo import cambios
from legajo.estructuras import tipos
from legajo.models import Capacitacion, Mudanza, Servidor, TipoDocumento
from solicitudes.models import Solicitud
from tests import fabricas
from tests.cliente import Client
from tests.solicitudes.apoyo import enviar_alta

DE, A = "190001", "210001"
RESPONSABLE = "Responsable de escalafón"
pytestmark = pytest.mark.django_db


def _dentro(codigo: str, rol: str = RESPONSABLE) -> Client:
    client = Client()
    client.force_login(
        fabricas.personal(fabricas.ugel(codigo), rol), "accounts.backends.AsignacionBackend"
    )
    return client


@pytest.fixture
def servidor():
    return fabricas.servidor(fabricas.ugel(DE))


def _url(servidor: Servidor) -> str:
    return reverse("admin:legajo_servidor_mudar", args=[servidor.pk])


def _datos(servidor: Servidor, **cambio) -> dict[str, str]:
    return {
        "clave": str(uuid.uuid4()), "de": str(servidor.unidad_id),
        "a": str(fabricas.ugel(A).pk), "tipo_documento": str(TipoDocumento.objects.first().pk),
        "numero_documento": "RD N° 001234-2026", "fecha_documento": "2026-01-15",
        "motivo": "Reasignación por unidad familiar", "confirmado": "1", **cambio,
    }  # fmt: skip


def _mudar(servidor: Servidor, a: str = A, rol: str = "Operador MINEDU") -> Mudanza:
    por = fabricas.personal(fabricas.ugel("000000"), rol)
    mudanza = Mudanza(
        de=servidor.unidad, a=fabricas.ugel(a), tipo_documento=TipoDocumento.objects.first(),
        numero_documento="RD N° 1", fecha_documento=date(2026, 1, 15),
    )  # fmt: skip
    return cambios.mudar(servidor, mudanza, por=por)


def test_se_pregunta_se_confirma_y_se_hace(servidor):
    client = _dentro(DE)
    assert "Unidad que llevará el legajo" in client.get(_url(servidor)).content.decode()
    datos = _datos(servidor)
    del datos["confirmado"]
    pagina = client.post(_url(servidor), datos).content.decode()
    assert "Confirme la mudanza" in pagina
    assert "001234-2026" in pagina
    assert not Mudanza.objects.exists()
    corregir = client.post(_url(servidor), datos | {"corregir": "1"}).content.decode()
    assert "Confirme la mudanza" not in corregir
    assert "Reasignación por unidad familiar" in corregir  # what was typed is kept
    hecha = client.post(_url(servidor), datos | {"confirmado": "1"}, follow=True)
    assert "El legajo pasó a la UGEL" in hecha.content.decode()
    servidor.refresh_from_db()
    assert servidor.unidad == fabricas.ugel(A)


def test_la_historia_dice_quien_y_por_que(servidor):
    _dentro(DE).post(_url(servidor), _datos(servidor))
    version = servidor.historia.order_by("-pgh_id").first()
    assert version.unidad_id == fabricas.ugel(A).pk
    assert version.pgh_context["medio"] == "admin"
    assert "001234-2026" in version.pgh_context["motivo"]


def test_dos_clics_mudan_una_vez(servidor):
    client, datos = _dentro(DE), _datos(servidor)
    primera = client.post(_url(servidor), datos)
    segunda = client.post(_url(servidor), datos)
    assert primera.status_code == segunda.status_code == 302
    assert primera["Location"] == segunda["Location"]
    assert Mudanza.objects.count() == 1


def test_ya_no_esta_en_la_lista_de_la_primera_y_si_en_la_de_la_otra(servidor):
    fabricas.registro(Capacitacion.tipo, servidor)
    enviar_alta(servidor)
    antes, despues = _dentro(DE), _dentro(A)
    _mudar(servidor)
    lista = reverse("admin:legajo_servidor_changelist")
    ficha = reverse("admin:legajo_servidor_change", args=[servidor.pk])
    assert servidor.documento not in antes.get(lista).content.decode()
    assert servidor.documento in despues.get(lista).content.decode()
    assert antes.get(ficha).status_code == 302  # as what does not exist
    assert despues.get(ficha).status_code == 200
    solicitud = Solicitud.objects.get(servidor=servidor)
    mesa = reverse("admin:solicitudes_solicitud_change", args=[solicitud.pk])
    assert antes.get(mesa).status_code == 404
    assert despues.get(mesa).status_code == 200


@pytest.mark.parametrize("tipo", list(tipos()), ids=lambda tipo: tipo.slug)
def test_la_primera_lee_lo_que_escribio_y_no_lo_cambia(servidor, tipo):
    registro = fabricas.registro(tipo, servidor)
    antes, despues = _dentro(DE), _dentro(A)
    _mudar(servidor)
    nombre = f"admin:legajo_{tipo.modelo._meta.model_name}"
    lista, url = reverse(f"{nombre}_changelist"), reverse(f"{nombre}_change", args=[registro.pk])
    assert f"/{registro.pk}/change/" in antes.get(lista).content.decode()
    pagina = antes.get(url)
    assert pagina.status_code == 200
    assert "version_vista" not in pagina.content.decode()
    assert antes.post(url, fabricas.valores(tipo, servidor)).status_code == 403
    assert "version_vista" in despues.get(url).content.decode()
    registro.refresh_from_db()
    assert registro.version == 1


def test_la_primera_no_retira_lo_que_solo_lee(servidor):
    """The row is in her list; the action of the list asks for the file, too."""
    registro = fabricas.registro(Capacitacion.tipo, servidor)
    _mudar(servidor)
    client = _dentro(DE)
    lista = reverse("admin:legajo_capacitacion_changelist")
    datos = {"action": "retirar", "_selected_action": [registro.pk]}
    assert "no está en su rama" in client.post(lista, datos, follow=True).content.decode()
    registro.refresh_from_db()
    assert not registro.retirado


def test_lo_que_la_otra_escribe_despues_no_lo_lee_la_primera(servidor):
    _mudar(servidor)
    servidor.refresh_from_db()
    registro = fabricas.registro(Capacitacion.tipo, servidor)
    url = reverse("admin:legajo_capacitacion_change", args=[registro.pk])
    assert _dentro(DE).get(url).status_code == 302
    assert _dentro(A).get(url).status_code == 200


def test_las_dos_ven_la_mudanza_y_nadie_mas(servidor):
    mudanza = _mudar(servidor)
    lista = reverse("admin:legajo_mudanza_changelist")
    url = reverse("admin:legajo_mudanza_change", args=[mudanza.pk])
    for codigo in (DE, A):
        client = _dentro(codigo, "Especialista de escalafón")
        assert "RD N° 1" in client.get(lista).content.decode()
        assert client.get(url).status_code == 200
        assert client.post(url, {"motivo": "otro"}).status_code == 403
    ajena = _dentro("080001")
    assert "RD N° 1" not in ajena.get(lista).content.decode()
    assert ajena.get(url).status_code == 302


def test_el_servidor_lo_lee_en_mi_legajo(servidor, client):
    _mudar(servidor)
    client.force_login(servidor.usuario, "accounts.backends.AsignacionBackend")
    pagina = client.get(reverse("legajo:inicio")).content.decode()
    de, a = fabricas.ugel(DE), fabricas.ugel(A)
    assert f"Su legajo pasó de {de} a {a} el" in pagina
    assert "RD N° 1." in pagina


@pytest.mark.parametrize(
    ("codigo", "rol", "estado"),
    [
        (A, RESPONSABLE, 404),
        (DE, "Especialista de escalafón", 403),
        (DE, "Planillas", 403),
        ("190000", "Supervisor DRE", 403),
        ("000000", "Auditor", 403),
        ("190000", RESPONSABLE, 200),
        ("000000", "Operador MINEDU", 200),
    ],
)
def test_quien_puede(servidor, codigo, rol, estado):
    client = _dentro(codigo, rol)
    assert client.get(_url(servidor)).status_code == estado
    if estado != 200:
        assert client.post(_url(servidor), _datos(servidor)).status_code == estado
        assert not Mudanza.objects.exists()


def test_nadie_muda_el_suyo():
    unidad = fabricas.ugel(DE)
    jefe = fabricas.personal(unidad, RESPONSABLE)
    propio = fabricas.servidor(unidad, documento=jefe.documento, usuario=None)
    client = Client()
    client.force_login(jefe, "accounts.backends.AsignacionBackend")
    assert client.get(_url(propio)).status_code == 404
    assert client.post(_url(propio), _datos(propio)).status_code == 404


MANANA = (localdate() + timedelta(days=2)).isoformat()


@pytest.mark.parametrize(
    ("campo", "valor", "dice"),
    [
        ("a", "", "obligatorio"),
        ("a", "999999", "opción válida"),
        ("a", "x", "opción válida"),
        ("tipo_documento", "", "obligatorio"),
        ("numero_documento", "  ", "obligatorio"),
        ("fecha_documento", MANANA, "no puede ser futura"),
        ("fecha_documento", "2026-13-45", "válida"),
        ("motivo", "x" * 1001, "1000"),
    ],
)
def test_lo_mal_escrito_se_dice_y_se_conserva(servidor, campo, valor, dice):
    respuesta = _dentro(DE).post(_url(servidor), _datos(servidor, **{campo: valor}))
    pagina = respuesta.content.decode()
    assert respuesta.status_code == 200
    assert dice in pagina
    if campo != "numero_documento":
        assert "001234-2026" in pagina
    assert not Mudanza.objects.exists()


@pytest.mark.parametrize("clave", ["", "abc", "9" * 40])
def test_sin_la_clave_del_formulario_no_se_muda(servidor, clave):
    assert _dentro(DE).post(_url(servidor), _datos(servidor, clave=clave)).status_code == 200
    assert not Mudanza.objects.exists()


@pytest.mark.parametrize(
    ("a", "dice"), [(DE, "ya está en"), ("000000", "una DRE o una UGEL"), ("080001", None)]
)
def test_a_donde(servidor, a, dice):
    if dice is None:
        _mudar(servidor, a)
        assert Servidor.objects.get(pk=servidor.pk).unidad.codigo == a
        return
    with pytest.raises(ValidationError, match=dice):
        _mudar(servidor, a)


def test_quien_lo_leyo_en_otra_unidad_lo_sabe(servidor):
    leido = Servidor.objects.select_related("unidad").get(pk=servidor.pk)
    _mudar(servidor, A)
    with pytest.raises(ValidationError, match="ya no está en"):
        _mudar(leido, "080001")


def test_la_base_no_deja_cambiar_ni_borrar_ni_mudar_a_donde_esta(servidor):
    mudanza = _mudar(servidor)
    for sentencia in ("UPDATE legajo_mudanza SET motivo = 'x'", "DELETE FROM legajo_mudanza"):
        with (
            pytest.raises(Exception, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sentencia)
    with pytest.raises(IntegrityError, match="mudanza_a_otra_unidad"), transaction.atomic():
        Mudanza.objects.create(
            servidor=servidor, de=mudanza.a, a=mudanza.a, por=mudanza.por,
            tipo_documento=mudanza.tipo_documento, numero_documento="1",
            fecha_documento=date(2026, 1, 1),
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_la_vez_la_mueve_uno():
    servidor = fabricas.servidor(fabricas.ugel(DE))
    datos = _datos(servidor)
    client = _dentro(DE)
    otro = Client()
    otro.cookies = client.cookies
    respuestas = []

    def enviar(quien: Client) -> None:
        respuestas.append(quien.post(_url(servidor), datos))
        connection.close()

    hilos = [Thread(target=enviar, args=(c,)) for c in (client, otro)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert {r.status_code for r in respuestas} == {302}
    assert len({r["Location"] for r in respuestas}) == 1
    assert Mudanza.objects.count() == 1
