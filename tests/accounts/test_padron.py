"""Import of the padrón, and the clean-up."""

from io import StringIO

import pytest
from captcha.models import CaptchaStore
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from accounts.models import Intento, PadronEvaluacion, PedidoContrasena, Sesion
from tests.accounts.apoyo import dentro_de, ingresar, pedir_enlace, trabajar
from tests.fabricas import usuario

pytestmark = pytest.mark.django_db
BUENO = "documento,correo,nombre\n99600001,Uno@demo.invalid,Uno Demo\nab9600,dos@demo.invalid,\n"
MALO = (
    "correo,documento\n"
    "uno@demo.invalid,99600001\n"
    "sin-arroba,99600002\n"
    ",99600003\n"
    "cuatro@demo.invalid,9960-0004\n"
    "cinco@demo.invalid,99600001\n"
    "seis@demo.invalid,1234567890123\n"
)


@pytest.fixture
def importar(tmp_path):
    def importar(texto: str | bytes, *opciones: str) -> tuple[str, str]:
        archivo = tmp_path / "padron.csv"
        archivo.write_bytes(texto if isinstance(texto, bytes) else texto.encode())
        dicho, quejas = StringIO(), StringIO()
        try:
            call_command("importar_padron", archivo, *opciones, stdout=dicho, stderr=quejas)
        except CommandError as error:
            quejas.write(str(error))
        return dicho.getvalue(), quejas.getvalue()

    return importar


def inscritos() -> list[tuple[str, str, str]]:
    return list(PadronEvaluacion.objects.values_list("documento", "correo", "nombre"))


def test_good_rows_go_in_as_they_are_stored(importar):
    assert importar(BUENO) == ("2 inscritos al día.\n", "")
    assert inscritos() == [
        ("99600001", "uno@demo.invalid", "Uno Demo"),
        ("AB9600", "dos@demo.invalid", ""),
    ]


def test_again_changes_nothing_and_a_correction_is_taken(importar):
    importar(BUENO)
    ids = set(PadronEvaluacion.objects.values_list("pk", flat=True))
    importar(BUENO)
    importar(BUENO.replace("dos@", "otro@"))
    assert set(PadronEvaluacion.objects.values_list("pk", flat=True)) == ids
    assert inscritos()[1][1] == "otro@demo.invalid"


def test_every_bad_datum_is_told_with_its_place_and_nothing_is_written(importar):
    dicho, quejas = importar(MALO)
    assert not dicho
    for esperada in (
        "Línea 3, columna «correo»: Introduzca una dirección de correo electrónico válida",
        "Línea 4, columna «correo»: Este campo no puede estar vacío",
        "Línea 5, columna «documento»: solo lleva letras y dígitos.",
        "Línea 6, columna «documento»: se repite; ya está en la línea 2.",
        "Línea 7, columna «documento»:",
        "5 datos con fallas: no se escribió nada.",
    ):
        assert esperada in quejas
    assert not inscritos()


def test_parcial_writes_the_good_rows(importar):
    dicho, quejas = importar(MALO, "--parcial")
    assert dicho == "1 inscritos al día.\n"
    assert quejas.count("Línea") == 5


@pytest.mark.parametrize(
    ("texto", "motivo"),
    [
        ("", "Línea 1, columna «documento»: falta la columna en la cabecera."),
        ("dni,mail\n1,2\n", "columna «correo»: falta la columna en la cabecera."),
        ("documento,correo\n99600001\n", "columna «correo»"),
        ("documento,correo,nombre\n99600001,a@b.invalid,x\x00y\n", "columna «nombre»"),
        ("documento,correo,nombre\n99600001,a@b.invalid,Ñ\n".encode("latin-1"), "UTF-8"),
        ('documento,correo\n"' + "9" * 200_000 + '",a@b.invalid\n', "CSV bien formado"),
    ],
)
def test_a_malformed_file_is_explained(importar, texto, motivo):
    dicho, quejas = importar(texto)
    assert motivo in quejas
    assert not inscritos()


def test_a_file_that_is_not_there(capsys):
    with pytest.raises(CommandError, match="No existe el archivo"):
        call_command("importar_padron", "ninguno.csv")


def test_a_file_of_a_spreadsheet_with_its_mark(importar):
    assert importar("\ufeff" + BUENO)[1] == ""


def test_cleaning_throws_away_only_what_has_served(client):
    persona = usuario(correo="rosa@demo.invalid")
    ingresar(client, persona.documento, "equivocada")
    pedir_enlace(client, persona.correo)
    trabajar()
    client.force_login(persona, backend="accounts.backends.AsignacionBackend")
    CaptchaStore.generate_key()
    tablas = (Intento, PedidoContrasena, DBTaskResult, Sesion, CaptchaStore)
    call_command("limpiar", verbosity=0)
    assert all(tabla.objects.exists() for tabla in tablas)
    with dentro_de(days=91):
        call_command("limpiar", verbosity=0)
    assert not any(tabla.objects.exists() for tabla in tablas)
