"""How many guesses are really looked at: exact, in a row and at once, from one address or many."""

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import sleep
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import ingreso, limites
from accounts.models import Intento, Suceso
from accounts.origen import Origen
from accounts.sucesos import Tipo
from tests.accounts.apoyo import dentro_de, ingresar, trabajar
from tests.fabricas import CLAVE, usuario

HILOS = 25
AQUI = "198.51.100.1"


class HashQueCuenta(MD5PasswordHasher):
    """Cheap, slow enough for others to come in between, and counts what it looks at."""

    algorithm = "cuenta"
    vistas: Counter[str] = Counter()
    candado = threading.Lock()

    def encode(self, password: str, salt: str) -> str:
        with self.candado:
            self.vistas[password] += 1
        sleep(0.005)
        return super().encode(password, salt)


@pytest.fixture
def evaluadas(settings) -> Callable[[], int]:
    """How many wrong passwords were looked at."""
    settings.PASSWORD_HASHERS = [f"{__name__}.HashQueCuenta"]
    HashQueCuenta.vistas.clear()
    return lambda: HashQueCuenta.vistas["equivocada"]


def probar(documento: str, desde: str | None = AQUI, clave: str = "equivocada") -> str:
    try:
        hallado = ingreso.comprobar(
            documento=documento, contrasena=clave, origen=Origen(desde, "Navegador")
        )
    except limites.Bloqueado:
        return "bloqueado"
    return "dentro" if hallado else "mal"


def a_la_vez(pruebas: Iterable[tuple[Any, ...]]) -> Counter[str]:
    """All of them by `HILOS` threads, each with a connection of its own."""
    por_hacer, hechas = deque(pruebas), []

    def trabajar_uno(_: int) -> None:
        while por_hacer:
            with suppress(IndexError):
                hechas.append(probar(*por_hacer.popleft()))
        connection.close()

    with ThreadPoolExecutor(HILOS) as hilos:
        list(hilos.map(trabajar_uno, range(HILOS)))
    return Counter(hechas)


def en_fila(pruebas: Iterable[tuple[Any, ...]]) -> Counter[str]:
    return Counter(probar(*prueba) for prueba in pruebas)


UNA, CINCUENTA = [AQUI], [f"203.0.113.{n}" for n in range(50)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("como", [en_fila, a_la_vez])
@pytest.mark.parametrize(("desde", "miradas"), [(UNA, 5), (CINCUENTA, 20)])
def test_two_hundred_wrong_passwords_for_one_usuario(evaluadas, como, desde, miradas):
    persona = usuario()
    como((persona.documento, desde[n % len(desde)]) for n in range(200))
    assert evaluadas() == miradas
    assert Suceso.objects.filter(tipo=Tipo.INGRESO_FALLIDO, usuario=persona).count() == miradas


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("como", [en_fila, a_la_vez])
@pytest.mark.parametrize("desde", [AQUI, None])
def test_one_password_for_a_thousand_usuarios_from_one_address(evaluadas, como, desde):
    como((f"98{n:06}", desde) for n in range(1000))
    assert evaluadas() == 20
    bloqueo = Suceso.objects.get(tipo=Tipo.BLOQUEO)
    assert bloqueo.detalle == "20 fallos desde su conexión"
    assert probar(usuario().documento, desde, CLAVE) == "bloqueado"
    assert probar(usuario().documento, "198.51.100.2", CLAVE) == "dentro"
    with dentro_de(minutes=1, seconds=1):
        assert probar(usuario().documento, desde, CLAVE) == "dentro"


@pytest.mark.django_db(transaction=True)
def test_forty_people_of_a_school_get_in_in_the_same_minute(evaluadas):
    gente = [usuario().documento for _ in range(40)]
    assert a_la_vez((documento, AQUI, CLAVE) for documento in gente) == {"dentro": 40}
    assert not Intento.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_school_gets_in_beside_nineteen_who_fail(evaluadas):
    assert en_fila((f"98{n:06}",) for n in range(19)) == {"mal": 19}
    gente = [usuario().documento for _ in range(20)]
    assert a_la_vez((documento, AQUI, CLAVE) for documento in gente) == {"dentro": 20}


@pytest.mark.django_db
def test_a_guess_whose_process_died_counts_as_a_failure(evaluadas):
    persona = usuario()
    for _ in range(5):
        limites.reservar(persona.documento, AQUI)
    with dentro_de(seconds=11):
        assert probar(persona.documento, AQUI, CLAVE) == "bloqueado"
    with dentro_de(minutes=16):
        assert probar(persona.documento, AQUI, CLAVE) == "dentro"


@pytest.mark.django_db
def test_the_window_slides(evaluadas):
    persona = usuario()
    en_fila([(persona.documento,)] * 4)
    with dentro_de(minutes=14):
        assert probar(persona.documento) == "bloqueado"  # the fifth: it fills the limit
    with dentro_de(minutes=16):  # four have gone, one stays
        assert en_fila([(persona.documento,)] * 5) == {"mal": 3, "bloqueado": 2}


@pytest.mark.django_db
def test_a_lock_is_noted_and_its_owner_told_once(evaluadas):
    persona = usuario(correo="rosa@demo.invalid", nombre="Rosa Quispe")
    for n in range(50):
        probar(persona.documento, f"203.0.113.{n % 10}")
    trabajar()
    (correo,) = mail.outbox
    assert correo.to == ["rosa@demo.invalid"]
    assert persona.documento in correo.body
    assert "/generar-contrasena/" in correo.body
    bloqueos = Suceso.objects.filter(tipo=Tipo.BLOQUEO, usuario=persona)
    assert [b.detalle for b in bloqueos] == ["20 fallos con este usuario"]
    with dentro_de(hours=1, minutes=1):
        for _ in range(5):
            probar(persona.documento)
        trabajar()
    assert len(mail.outbox) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "datos", [{"correo": ""}, {"correo": "x@demo.invalid", "is_active": False}]
)
def test_nobody_is_told_where_nobody_is(evaluadas, datos):
    persona = usuario(correo=datos.pop("correo"))
    type(persona).objects.filter(pk=persona.pk).update(**datos, nombre="X")
    en_fila([(persona.documento,), ("98000001",)] * 5)
    trabajar()
    assert not mail.outbox


@pytest.mark.django_db
def test_a_new_password_opens_the_lock(evaluadas):
    persona = usuario()
    en_fila([(persona.documento,)] * 5)
    limites.olvidar_fallos(persona.documento)
    assert probar(persona.documento, AQUI, CLAVE) == "dentro"


@pytest.mark.django_db
def test_no_answer_tells_whether_there_is_an_account(client):
    """Text, status, length and queries, up to and beyond the lock."""
    conocido, ajeno = usuario(correo="si@demo.invalid").documento, "98123456"
    vistos: dict[str, list[Any]] = {conocido: [], ajeno: []}
    for documento, visto in vistos.items():
        for _ in range(7):
            with CaptureQueriesContext(connection) as consultas:
                respuesta = ingresar(client, documento, "equivocada")
            pagina = respuesta.content.decode().replace(documento, "DOCUMENTO")
            visto.append((respuesta.status_code, len(pagina), len(consultas)))
    assert vistos[conocido] == vistos[ajeno]
    assert [estado for estado, *_ in vistos[ajeno]] == [200] * 4 + [429] * 3


@pytest.mark.django_db
def test_nothing_kept_names_usuario_or_address(evaluadas):
    probar("98000001")
    fila = Intento.objects.get()
    assert {len(fila.usuario), len(fila.direccion)} == {32}
    assert "98000001" not in fila.usuario
    assert fila.usuario != fila.direccion


@pytest.mark.django_db
def test_old_guesses_are_swept(evaluadas):
    probar("98000001")
    limites.barrer()
    assert Intento.objects.exists()
    with dentro_de(hours=1, seconds=1):
        limites.barrer()
    assert not Intento.objects.exists()
