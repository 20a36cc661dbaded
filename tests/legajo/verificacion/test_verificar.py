"""The public page: what it tells of each state, what it hides, and that a slip is told at once."""

from datetime import date, timedelta

import pytest
from django.conf import settings as ajustes
from django.urls import reverse
from django.utils import timezone

from legajo.anulacion import anular
from legajo.codigos import ALFABETO
from legajo.models import Documento, FalloDeVerificacion
from tests import fabricas
from tests.legajo.apoyo import documento, lima

pytestmark = pytest.mark.django_db
URL = "/verificar/"


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


def preguntar(client, emitido, **cambio):
    datos = {"codigo": emitido.codigo, "digitos": emitido.titular.documento[-4:]} | cambio
    return client.post(URL, datos)


def dicho(client, emitido, **cambio) -> str:
    return preguntar(client, emitido, **cambio).content.decode()


def test_it_tells_the_least_and_only_for_both_data(client, persona):
    emitido = documento(persona, numero="00007-2026-UGEL", emitido_en=lima(2026, 3, 2, 22, 30))
    texto = dicho(client, emitido, codigo=emitido.codigo.lower().replace("-", " "))
    for esperado in (
        "Constancia de tiempo de servicios N° 00007-2026-UGEL", "Que trabajó doce años",
        persona.unidad.nombre, "02/03/2026", "R.Q.Ñ.", f"****{persona.documento[-4:]}",
        "Vigente", "No lleva firma digital", emitido.sha256,
    ):  # fmt: skip
        assert esperado in texto
    for privado in (persona.nombres, persona.documento, persona.primer_apellido, "Zzsecreto"):
        assert privado not in texto
    for mal in (
        {"digitos": "0000"},
        {"codigo": documento(fabricas.servidor(persona.unidad)).codigo},
    ):
        texto = dicho(client, emitido, **mal)
        assert "No encontramos" in texto
        assert emitido.sha256 not in texto


@pytest.mark.parametrize(
    ("vence", "esperado"),
    [(None, "Vigente"), (timedelta(0), "Vigente hasta el {}"),
     (timedelta(days=-1), "Vencido: valió hasta el {}")],
)  # fmt: skip
def test_until_when_it_is_worth(client, persona, vence, esperado):
    dia = vence is not None and timezone.localdate() + vence
    emitido = documento(persona, vence=dia or None)
    texto = esperado.format(f"{dia:%d/%m/%Y}" if dia else "")
    assert f'<p class="aviso-titulo">{texto}</p>' in dicho(client, emitido)


def test_a_later_one_replaces_it_and_annulled_says_since_when_not_why(client, persona):
    primera = documento(persona, emitido_en=lima(2026, 1, 5, 9))
    segunda = documento(persona, emitido_en=lima(2026, 2, 5, 9))
    assert "Reemplazado por uno posterior" in dicho(client, primera)
    responsable = fabricas.personal(persona.unidad, "Responsable de escalafón")
    anular(segunda.pk, motivo="Zzmotivo reservado", por=responsable)
    texto = dicho(client, segunda)
    assert f"Anulado el {timezone.localdate():%d/%m/%Y}" in texto
    assert "ya no vale" in texto
    assert "Zzmotivo" not in texto
    assert "Vigente" in dicho(client, primera)


def test_a_signed_one_names_who_signed(client, persona):
    emitido = documento(persona, firmado_por="UGEL Huancayo")
    assert "Firmado digitalmente por UGEL Huancayo" in dicho(client, emitido)


def test_a_copy_says_which_day_it_shows(client, persona):
    emitido = documento(persona, clase=Documento.Clase.COPIA, a_la_fecha=date(2025, 12, 31))
    assert "31/12/2025" in dicho(client, emitido)


@pytest.mark.parametrize("como", ["otra", "menos", "mas", "cruzadas"])
def test_a_slip_of_the_code_is_told_and_looks_nothing_up(
    client, persona, como, django_assert_num_queries
):
    codigo = documento(persona).codigo
    otra = next(c for c in ALFABETO if c not in codigo)
    distinto = next(i for i in range(3) if codigo[i] != codigo[i + 1])
    malo = {
        "otra": otra + codigo[1:],
        "menos": codigo[:-1],
        "mas": codigo + otra,
        "cruzadas": codigo[:distinto] + codigo[distinto + 1] + codigo[distinto]
        + codigo[distinto + 2 :],
    }[como]  # fmt: skip
    with django_assert_num_queries(0):
        respuesta = client.post(URL, {"codigo": malo, "digitos": "0001"})
    texto = respuesta.content.decode()
    assert "El código no está bien escrito" in texto
    assert f'value="{malo}"' in texto
    assert not FalloDeVerificacion.objects.exists()


def test_the_data_are_in_no_address(client, persona):
    emitido = documento(persona)
    consulta = {"codigo": emitido.codigo, "digitos": persona.documento[-4:]}
    texto = client.get(URL, consulta).content.decode()
    assert f'value="{emitido.codigo}"' in texto
    assert emitido.sha256 not in texto
    assert f'method="post" action="{URL}"' in texto


@pytest.mark.parametrize("digitos", ["", "12", "12345", "12 4", "١٢٣٤", "1234\n5"])
def test_what_are_no_four_signs_is_told(client, persona, digitos):
    emitido = documento(persona)
    assert emitido.sha256 not in dicho(client, emitido, digitos=digitos)
    assert not FalloDeVerificacion.objects.exists()


def test_the_qr_of_a_paper_leads_to_its_page_with_the_code_typed(client, persona, tmp_path):
    import pypdfium2
    import zxingcpp

    from solicitudes.cargo import cargo_de
    from tests.solicitudes.apoyo import enviar_alta

    emitido = cargo_de(enviar_alta(persona))
    with emitido.archivo.open("rb") as archivo:
        imagen = pypdfium2.PdfDocument(archivo.read())[0].render(scale=3).to_pil()
    (leido,) = zxingcpp.read_barcodes(imagen)
    assert leido.text == f"{ajustes.PORTAL_URL}{reverse('verificar')}?codigo={emitido.codigo}"
    pagina = client.get(leido.text.removeprefix(ajustes.PORTAL_URL)).content.decode()
    assert f'value="{emitido.codigo}"' in pagina
    assert "Cargo de recepción" in dicho(client, emitido)
