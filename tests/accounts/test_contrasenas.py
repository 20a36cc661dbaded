"""What a password may be: long, any character, neither common nor made of what is known."""

import unicodedata
from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError

from accounts.models import Asignacion, Usuario
from accounts.validadores import Comun
from tests.accounts.apoyo import dentro, ingresar
from tests.accounts.test_enlace import poner, ruta
from tests.accounts.test_ingresar import hashes  # noqa: F401  a fixture
from tests.fabricas import personal, servidor, ugel, usuario

pytestmark = pytest.mark.django_db

BUENA = "camino de tierra 7"
ENIE = "caminó-de-la-piñata"
DE_128 = "kzptw" * 25 + "qmx"


@pytest.fixture
def rosa() -> Usuario:
    persona = servidor(ugel()).usuario
    persona.nombre, persona.correo = "Rosa Quispe Ñahui", "rositaq85@demo.invalid"
    persona.save()
    return persona


def fallas(contrasena: str, persona: Usuario | None = None) -> set[str]:
    try:
        validate_password(contrasena, persona)
    except ValidationError as error:
        return {e.code for e in error.error_list}
    return set()


@pytest.mark.parametrize(
    ("largo", "de_servidor", "de_personal"),
    [(11, {"corta"}, {"corta"}), (12, set(), {"corta"}), (14, set(), {"corta"}), (15, set(), set()),
     (128, set(), set()), (129, {"larga"}, {"larga"})],
)  # fmt: skip
def test_length(largo, de_servidor, de_personal):
    contrasena = (DE_128 + "v")[:largo]
    assert fallas(contrasena, usuario()) == de_servidor
    assert fallas(contrasena, personal(ugel())) == de_personal
    assert fallas(contrasena, Usuario(documento="99000001")) == de_personal  # createsuperuser


@pytest.mark.parametrize(
    "contrasena",
    [BUENA, "lluvia-en-la-sierra-77", "caballo grapa correcta", "829471650382", "¿Ñandú & cóndor?",
     "пароль-длинный", "長い合言葉は安全です確か", "🦙🌽🏔️🥔🦙🌧️🌽🥔🏔️🦙🌧️🌽", "%$#@!&*()+{}[]"],
)  # fmt: skip
def test_no_rule_of_composition(rosa, contrasena):
    assert fallas(contrasena, rosa) == set()


@pytest.mark.parametrize(
    "contrasena",
    ["Quispe-Rosa-1985", "ñahui.quispe.rosa", "NAHUI2024quispe!", "ROSITAQ85rositaq85",
     "minedu-ugel-2026", "Contraseña123456", "docente2026docente", "PeruPeruPeru2030",
     "12051985rosa!", "120585quispe", "Ugel-Chachapoyas-1", "aaaaaaaaaaaaaaaa", "1234567890123",
     "abcdefghijklmnop", "qwertyuiop12345", "abcabcabcabcabc", "1985198619871988",
     "demo.invalid.2026"],
)  # fmt: skip
def test_what_is_made_of_ones_own_data_is_refused(contrasena):
    persona = servidor(ugel("010001")).usuario
    persona.nombre, persona.correo = "Rosa Quispe Ñahui", "rositaq85@demo.invalid"
    persona.save()
    assert fallas(contrasena, persona) & {"propia", "comun"}


def test_ones_documento_in_any_wrapping(rosa):
    for forma in ("{}{}", "dni-{}", "¡¡{}!!2026", "{}quispe"):
        assert "propia" in fallas(forma.format(rosa.documento, rosa.documento), rosa)


def test_the_unit_of_a_role(rosa):
    jefa = personal(ugel())
    nombre = ugel().nombre.split()[-1]
    assert "propia" in fallas(f"{nombre}-2026-{nombre}-ab", jefa)


def test_of_the_ten_thousand_commonest_none():
    comunes, comun = CommonPasswordValidator().passwords, Comun()
    assert len(comunes) >= 10_000
    for contrasena in comunes:
        with pytest.raises(ValidationError):
            comun.validate(contrasena)
    largas = [c for c in comunes if len(c) >= 12]
    assert largas
    assert [c for c in largas if not fallas(c)] == []


@pytest.mark.parametrize(
    "contrasena", ["Password2026!!!", "¡¡Sunshine!!1977", "barcelonabarcelona", "2580iloveyou2580"]
)
def test_a_common_one_wrapped_or_doubled_is_refused(rosa, contrasena):
    assert "comun" in fallas(contrasena, rosa)


def test_the_page_says_the_rules_first_and_each_refusal_in_a_sentence(client):
    persona, jefa = usuario(), personal(ugel())
    for quien, minimo in ((persona, 12), (jefa, 15)):
        pagina = client.get(ruta(quien), follow=True).content.decode()
        assert f"Use de {minimo} a 128 caracteres" in pagina
        assert pagina.count('autocomplete="new-password"') == 2
        assert 'autocomplete="username"' in pagina
        assert "maxlength" not in pagina
        assert "onpaste" not in pagina
    for mala, dicho in (
        ("corta", "Tiene 5 caracteres: use 12 o más."),
        ("x" * 129, "Una contraseña tiene 128 caracteres como máximo."),
        ("password123456", "Es de las contraseñas más usadas"),
        ("ugel-minedu-2026", "Se adivina con facilidad"),
    ):
        assert dicho in poner(client, ruta(persona), mala).content.decode()


def test_all_of_128_characters_count(client, hashes):  # noqa: F811
    persona = usuario(clave=None)
    poner(client, ruta(persona), DE_128)
    assert ingresar(client, persona.documento, DE_128[:-1] + "y").status_code == 200
    assert ingresar(client, persona.documento, DE_128[:64]).status_code == 200
    hashes.clear()
    larga = ingresar(client, persona.documento, DE_128 + "x")
    assert "128 caracteres como máximo" in larga.content.decode()
    assert not hashes
    assert ingresar(client, persona.documento, DE_128).status_code == 302


@pytest.mark.parametrize("puesta", ["NFC", "NFD"])
@pytest.mark.parametrize("tecleada", ["NFC", "NFD", "NFKC"])
def test_what_was_typed_matches_from_any_keyboard(client, puesta, tecleada):
    persona = usuario(clave=None)
    poner(client, ruta(persona), unicodedata.normalize(puesta, ENIE))
    respuesta = ingresar(client, persona.documento, unicodedata.normalize(tecleada, ENIE))
    assert respuesta.status_code == 302


def test_spaces_accents_and_capitals_are_part_of_it(client):
    persona = usuario(clave=f" {BUENA} ")
    for otra in (BUENA, f" {BUENA.title()} ", BUENA.replace("i", "í")):
        assert ingresar(client, persona.documento, otra).status_code == 200
    assert ingresar(client, persona.documento, f" {BUENA} ").status_code == 302


def test_an_old_hash_is_upgraded_at_login(client):
    persona = usuario()
    persona.password = make_password(BUENA, hasher="pbkdf2_sha256")
    persona.save()
    ingresar(client, persona.documento, BUENA)
    persona.refresh_from_db()
    assert persona.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    client.post("/salir/")
    assert ingresar(client, persona.documento, BUENA).status_code == 302


def test_who_got_a_role_makes_his_short_password_longer_before_he_gets_in(client):
    persona = usuario(clave="camino-verde")
    assert ingresar(client, persona.documento, "camino-verde").status_code == 302
    client.post("/salir/")
    Asignacion.objects.create(
        usuario=persona, unidad=ugel(), desde=date(2026, 1, 1),
        rol=Group.objects.get(name="Especialista de escalafón"),
    )  # fmt: skip
    pagina = client.get(
        ingresar(client, persona.documento, "camino-verde")["Location"], follow=True
    )
    assert "Por su rol, su contraseña debe tener 15 caracteres o más" in pagina.content.decode()
    assert not dentro(client)
    nueva = "camino-verde-y-largo"
    formulario = pagina.request["PATH_INFO"]
    assert (
        client.post(formulario, {"new_password1": nueva, "new_password2": nueva}).status_code == 302
    )
    ingresar(client, persona.documento, nueva)
    assert dentro(client)
