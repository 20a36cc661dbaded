"""How many wrong tries are really looked at: exact, in a row and at once; guessing at random."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import Suceso
from accounts.origen import Origen, red
from accounts.sucesos import Tipo
from legajo.codigos import codigo_nuevo
from legajo.models import FalloDeVerificacion
from legajo.verificacion.comprobar import comprobar
from tests import fabricas
from tests.accounts.apoyo import dentro_de
from tests.legajo.apoyo import documento

AQUI = "198.51.100.1"


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


def probar(codigo, digitos="ZZZZ", desde=AQUI) -> str:
    (hecho,) = comprobar([(codigo, digitos)], origen=Origen(desde))
    return "espere" if hecho.espera else "hallado" if hecho.documento else "mal"


def a_la_vez(pruebas) -> Counter[str]:
    def una(prueba):
        try:
            return probar(*prueba)
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as hilos:
        return Counter(hilos.map(una, pruebas))


def en_fila(pruebas) -> Counter[str]:
    return Counter(probar(*prueba) for prueba in pruebas)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("como", [en_fila, a_la_vez])
def test_twenty_wrong_ones_from_an_address(como, persona):
    pruebas = [(codigo_nuevo(),) for _ in range(120)]
    assert como(pruebas) == {"mal": 20, "espere": 100}
    assert FalloDeVerificacion.objects.count() == 20
    suceso = Suceso.objects.get(tipo=Tipo.VERIFICACION_FRENADA)
    assert (suceso.direccion, suceso.detalle) == (AQUI, "20 fallos desde su conexión")
    bueno = documento(persona).codigo, persona.documento[-4:]
    assert probar(*bueno) == "espere"
    assert probar(*bueno, "198.51.100.2") == "hallado"
    with dentro_de(minutes=10, seconds=1):
        assert probar(*bueno) == "hallado"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("como", [en_fila, a_la_vez])
def test_ten_wrong_ones_with_a_code_from_anywhere(como, persona):
    emitido = documento(persona)
    pruebas = [(emitido.codigo, f"A{n:03}", f"203.0.113.{n}") for n in range(80)]
    assert como(pruebas) == {"mal": 10, "espere": 70}
    bueno = emitido.codigo, persona.documento[-4:]
    assert probar(*bueno, "203.0.113.200") == "espere"
    assert probar(documento(persona).codigo, persona.documento[-4:]) == "hallado"
    with dentro_de(hours=1, seconds=1):
        assert probar(*bueno, "203.0.113.200") == "hallado"


@pytest.mark.django_db(transaction=True)
def test_lists_that_share_codes_in_any_order_never_wait_for_one_another_for_ever(persona):
    """And what is right costs nothing, however often."""
    buenos = [(documento(persona).codigo, persona.documento[-4:]) for _ in range(25)]

    def lista(n: int) -> int:
        pares = buenos if n % 2 else buenos[::-1]
        try:
            return sum(bool(h.documento) for h in comprobar(pares, origen=Origen(f"203.0.113.{n}")))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hilos:
        assert list(hilos.map(lista, range(24))) == [25] * 24
    assert not FalloDeVerificacion.objects.exists()


@pytest.mark.django_db
def test_ten_thousand_codes_at_random_find_nothing_and_are_throttled(client, persona):
    for _ in range(3):
        documento(persona)
    estados: Counter[str] = Counter()
    for _ in range(50):
        lineas = "\n".join(f"{codigo_nuevo()};{persona.documento[-4:]}" for _ in range(200))
        respuesta = client.post("/verificar/lista/", {"lineas": lineas})
        texto = respuesta.content.decode()
        estados["no"] += texto.count("No se encontró")
        estados["espere"] += texto.count("No revisada: espere")
        estados["hallado"] += texto.count("chip--exito")
    assert (estados["no"], estados["espere"], estados["hallado"]) == (20, 9980, 0)
    assert respuesta.status_code == 429
    assert 0 < int(respuesta["Retry-After"]) <= 600


@pytest.mark.django_db
def test_codes_at_random_from_anywhere_find_nothing_either(persona):
    documento(persona)
    pares = [(codigo_nuevo(), persona.documento[-4:]) for _ in range(20)]
    for n in range(100):
        hechos = comprobar(pares, origen=Origen(f"203.0.{n}.1"))
        assert not any(h.documento for h in hechos)
        pares = [(codigo_nuevo(), persona.documento[-4:]) for _ in range(20)]


@pytest.mark.django_db
def test_an_ipv6_client_does_not_change_its_address_to_go_on(persona):
    desde = [f"2001:db8:1:2::{n:x}" for n in range(40)]
    assert en_fila([(codigo_nuevo(), "0001", d) for d in desde]) == {"mal": 20, "espere": 20}
    assert probar(codigo_nuevo(), "0001", "2001:db8:1:3::1") == "mal"


@pytest.mark.django_db
def test_over_the_limit_the_page_says_how_long_and_keeps_what_was_typed(client):
    for _ in range(20):
        datos = {"codigo": codigo_nuevo(), "digitos": "0001"}
        assert client.post("/verificar/", datos).status_code == 200
    codigo = codigo_nuevo()
    respuesta = client.post("/verificar/", {"codigo": codigo, "digitos": "0001"})
    assert respuesta.status_code == 429
    assert 0 < int(respuesta["Retry-After"]) <= 600
    texto = respuesta.content.decode()
    assert "Espere 10 minutos" in texto
    assert f'value="{codigo}"' in texto


@pytest.mark.django_db
def test_neither_code_nor_address_can_be_read_where_tries_are_kept():
    codigo = codigo_nuevo()
    probar(codigo)
    (fila,) = FalloDeVerificacion.objects.values("codigo", "direccion")
    assert codigo not in str(fila) and AQUI not in str(fila)  # noqa: PT018


@pytest.mark.django_db
def test_the_daily_clean_up_throws_away_what_no_window_reaches():
    probar(codigo_nuevo())
    call_command("limpiar", verbosity=0)
    assert FalloDeVerificacion.objects.count() == 1
    with dentro_de(hours=1, seconds=1):
        call_command("limpiar", verbosity=0)
    assert not FalloDeVerificacion.objects.exists()


def test_the_network_of_an_address():
    assert red("198.51.100.77", v4=24, v6=48) == "198.51.100.0/24"
    assert red("2001:db8:1:2::9", v4=24, v6=48) == "2001:db8:1::/48"
    assert red(None, v4=24, v6=48) == ""


@pytest.mark.django_db
def test_the_wait_shrinks_and_the_window_slides():
    for _ in range(20):
        probar(codigo_nuevo())
    esperas = []
    for minutos in (0, 3, 6, 9):
        with dentro_de(minutes=minutos):
            (hecho,) = comprobar([(codigo_nuevo(), "0001")], origen=Origen(AQUI))
            esperas.append(hecho.espera)
    assert all(antes - despues > timedelta(minutes=2) for antes, despues in pairwise(esperas))
