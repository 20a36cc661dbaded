"""The one box: who is found by what is typed, in which order, and through which filters."""

import io
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from legajo.busqueda import Buscado, a_una_letra, buscar, entender, llano
from legajo.models import Capacitacion, Cargo, RegimenLaboral, Servidor
from portal.demo.nombres import RAROS
from tests import fabricas

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("texto", "buscado"),
    [
        ("", Buscado()),
        ("  Quispe   MAMANI ", Buscado(("quispe", "mamani"))),
        ("Ñahui, Núñez-Vela D'Angelo", Buscado(("nahui", "nunez", "vela", "d", "angelo"))),
        ("99123456", Buscado((), ("99123456",))),
        ("rosa 0520908", Buscado(("rosa",), ("0520908",))),
        ("1152113811n6.", Buscado((), ("1152113811N6",))),
        ("% ' ; -- ٣ 💥", Buscado()),
        ("de la de la cruz", Buscado(("de", "la", "cruz"))),
    ],
)
def test_que_es_lo_escrito(texto, buscado):
    assert entender(texto) == buscado


def test_un_texto_largo_se_corta():
    assert len(entender("ab " * 5000).palabras) == 1
    assert sum(map(len, entender("x" * 5000).palabras)) == 100


@pytest.mark.parametrize("otra", ["qispe", "quisspe", "kuispe", "qiuspe", "quispes", "uispe"])
def test_una_letra_de_diferencia(otra):
    assert otra in a_una_letra("quispe")


GENTE = {
    "nahui": ("Ñahui", "Huamán", "Édith"),
    "cruz": ("De la Cruz", "Santa María", "José Ángel"),
    "quispe": ("Quispe", "Mamani", "Rosa"),
    "quizpe": ("Quizpe", "Flores", "Rosa"),
    "angelo": ("D'Angelo", "Núñez-Vela", "Giancarlo"),
}


def _persona(primero: str, segundo: str, nombres: str, **datos) -> Servidor:
    persona = fabricas.servidor(fabricas.ugel(), **datos)
    persona.primer_apellido, persona.segundo_apellido = primero, segundo
    persona.nombres = nombres
    persona.save()
    return persona


@pytest.fixture
def gente():
    return {clave: _persona(*nombre) for clave, nombre in GENTE.items()}


def _hallados(gente, texto: str) -> set[str]:
    filas, _ = buscar(Servidor.objects.all(), texto)
    return {clave for clave, persona in gente.items() if persona in set(filas)}


@pytest.mark.parametrize(
    ("texto", "esperados"),
    [
        ("nahui", {"nahui"}),
        ("ÑAHUI HUAMAN", {"nahui"}),
        ("edith huamán ñahui", {"nahui"}),
        ("de la cruz", {"cruz"}),
        ("cruz jose santa", {"cruz"}),
        ("rosa", {"quispe", "quizpe"}),
        ("quispe", {"quispe"}),  # as typed comes before what is like it
        ("quizpe", {"quizpe"}),
        ("rosa mamami", {"quispe"}),  # another letter
        ("mamni", {"quispe"}),  # one missing
        ("Quipse Mamani", {"quispe"}),  # two swapped
        ("flores quispe", {"quizpe"}),  # both words exist, together they do not
        ("maman", {"quispe"}),  # the beginning of one
        ("nuñez vela", {"angelo"}),
        ("d'angelo", {"angelo"}),
        ("mxmxmi", set()),
        ("rosa xyzw", set()),
        ("%", set()),
    ],
)
def test_quien_se_encuentra_por_sus_nombres(gente, texto, esperados):
    assert _hallados(gente, texto) == esperados


def test_quien_se_encuentra_por_un_codigo(gente):
    quispe, cruz = gente["quispe"], gente["cruz"]
    vinculo = quispe.vinculo_set.get()
    vinculo.codigo_plaza = "1152113811N6"
    vinculo.save()
    anterior = fabricas.vinculo(cruz, fecha_fin=date(2012, 12, 31))
    anterior.codigo_plaza = "929201317019"
    anterior.save()
    assert _hallados(gente, quispe.documento) == {"quispe"}
    assert _hallados(gente, quispe.documento[:4]) == set(gente)
    assert _hallados(gente, "1152113811n6") == {"quispe"}
    assert _hallados(gente, "929201317019") == set()  # that of a vínculo that has ended
    assert _hallados(gente, vinculo.centro.codigo) == set(gente)
    assert _hallados(gente, f"{vinculo.centro.codigo} edith") == {"nahui"}
    assert _hallados(gente, "9900000") == set()


def test_palabras_y_orden_los_escribe_la_base_tambien_en_un_copy():
    campos = ("publico", "unidad_id", "tipo_identidad", "documento", "primer_apellido",
              "segundo_apellido", "nombres", "sexo", "fecha_nacimiento", "correo", "ambiente",
              "estante", "caja", "abierto_en", "tipo_apertura", "folios_por_seccion")  # fmt: skip
    fila = ("a2f5c9b0-0000-4000-8000-000000000001", fabricas.ugel().pk, "1", "99777777", "Ñaupari",
            "Ccama", "Íñigo", "M", "1980-01-01", *[""] * 4, "2020-01-01", "O", "{}")  # fmt: skip
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY legajo_servidor ({', '.join(campos)}) FROM STDIN",
            io.StringIO("\t".join(map(str, fila)) + "\n"),
        )
    for texto in ("naupari", "ñaupary inigo"):
        filas, _ = buscar(Servidor.objects.all(), texto)
        assert [p.documento for p in filas] == ["99777777"]


@pytest.mark.parametrize("nombre", [n[1:] for n in RAROS] + list(GENTE.values()))
def test_la_base_y_python_parten_igual(nombre):
    persona = _persona(nombre[1], nombre[2], nombre[0])
    persona.refresh_from_db()
    esperadas = sorted(set(llano(" ".join(nombre))))
    assert sorted(p.strip("'") for p in persona.busqueda.split()) == esperadas


def test_los_acentos_sueltos_valen_como_los_otros():
    assert llano("N\u0303ahui Jose\u0301") == ["nahui", "jose"]
    suelta = _persona("N\u0303ahui", "Zela", "Jose\u0301")
    suelta.refresh_from_db()
    assert suelta.orden.startswith("n~ahui\t")
    assert _hallados({"s": suelta}, "ñahui josé") == {"s"}


def test_el_orden_es_el_del_espanol():
    esperado = [
        ("Álvarez", "Zela"), ("Alvino", "Apaza"), ("Cruz", "Pérez"), ("Cruz Alva", "Apaza"),
        ("De la Cruz", "Inga"), ("Muñoz", "Poma"), ("Nuñez", "Zela"), ("Ñahui", "Apaza"),
        ("Ñaupari", ""), ("Oré", "Lazo"), ("Zúñiga", "Pari"),
    ]  # fmt: skip
    for primero, segundo in reversed(esperado):
        _persona(primero, segundo, "Ana")
    assert list(Servidor.objects.values_list("primer_apellido", "segundo_apellido")) == esperado


# --- In the admin ---------------------------------------------------------------------------------


@pytest.fixture
def dentro(client):
    client.force_login(fabricas.personal(fabricas.ugel()), "accounts.backends.AsignacionBackend")
    return client


def _lista(dentro, **consulta) -> str:
    respuesta = dentro.get(reverse("admin:legajo_servidor_changelist"), consulta)
    assert respuesta.status_code == 200
    return respuesta.content.decode()


def test_la_lista_dice_cuando_amplio_lo_escrito(dentro, gente):
    assert "difieren en una letra" not in _lista(dentro, q="quispe")
    pagina = _lista(dentro, q="mamami")
    assert "difieren en una letra" in pagina
    assert "Quispe Mamani, Rosa" in pagina
    assert "No encontramos a nadie" in _lista(dentro, q="xyzw")


def test_la_lista_no_halla_a_los_de_otra_unidad(dentro):
    ajeno = fabricas.servidor(fabricas.ugel("210001"))
    for texto in (ajeno.documento, "ñahui", "nahuy", fabricas.centro(ajeno.unidad).codigo):
        assert "No encontramos a nadie" in _lista(dentro, q=texto)


def test_la_accion_alcanza_a_quien_se_hallo_ampliando(dentro, gente):
    url = reverse("admin:legajo_servidor_changelist") + "?q=mamami"
    elegido = {"action": "crear_acceso", "_selected_action": [gente["quispe"].pk], "index": "0"}
    respuesta = dentro.post(url, elegido, follow=True)
    assert "anote primero su correo" in respuesta.content.decode()


def test_los_registros_se_buscan_por_su_servidor(dentro, gente):
    fabricas.registro(Capacitacion.tipo, gente["quispe"])
    fabricas.registro(Capacitacion.tipo, gente["cruz"])
    url = reverse("admin:legajo_capacitacion_changelist")
    pagina = dentro.get(url, {"q": "rosa mamami"}).content.decode()
    assert "Quispe Mamani, Rosa" in pagina
    assert "De la Cruz" not in pagina


def test_al_elegir_un_servidor_se_encuentra_igual(dentro, gente):
    campo = {"app_label": "legajo", "model_name": "capacitacion", "field_name": "servidor"}
    respuesta = dentro.get(reverse("admin:autocomplete"), {**campo, "term": "huam"})
    assert [r["text"] for r in respuesta.json()["results"]] == ["Ñahui Huamán, Édith"]


def test_los_filtros_miran_el_vinculo_de_hoy(dentro, gente):
    otro = Cargo.objects.exclude(pk=Cargo.objects.first().pk).first()
    fabricas.vinculo(gente["cruz"], fecha_fin=date(2012, 12, 31))
    gente["cruz"].vinculo_set.filter(fecha_fin=None).update(cargo=otro)
    regimen = RegimenLaboral.objects.get(codigo="1").pk
    pagina = _lista(dentro, cargo=otro.pk, regimen=regimen)
    assert "De la Cruz" in pagina
    assert "Quispe" not in pagina
    pagina = _lista(dentro, cargo=Cargo.objects.first().pk)  # his earlier one
    assert "De la Cruz" not in pagina
    assert "Quispe" in pagina


@pytest.mark.parametrize("valor", ["", "abc", "999999", "٣", "-1"])
def test_un_filtro_que_no_existe_no_filtra_ni_cae(dentro, gente, valor):
    pagina = _lista(dentro, regimen=valor)
    assert "Quispe Mamani" in pagina


@pytest.mark.parametrize("pagina", ["0", "-3", "abc", "99999999", "2"])
def test_una_pagina_que_no_hay_no_cae(dentro, gente, pagina):
    _lista(dentro, p=pagina)


def test_las_paginas_se_siguen_sin_contar(dentro):
    for _ in range(27):
        fabricas.servidor(fabricas.ugel(), con_vinculo=False, usuario=None)
    primera = _lista(dentro)
    assert "Siguiente" in primera
    assert "1 a 25" in primera
    segunda = _lista(dentro, p=2)
    assert "26 a 27" in segunda
    assert "Siguiente" not in segunda


def test_primero_quienes_tienen_la_palabra_por_primer_apellido(dentro):
    for n in range(27):
        _persona("Quispe", f"Aaron {n:02}", "Rosa", con_vinculo=False, usuario=None)
    _persona("Arias", "Quispe", "Rosa", con_vinculo=False, usuario=None)
    primera = _lista(dentro, q="quispe")
    assert primera.index("Quispe Aaron 00") < primera.index("Quispe Aaron 24")
    assert "Arias" not in primera
    assert "1 a 25" in primera
    segunda = _lista(dentro, q="quispe", p=2)
    assert segunda.index("Quispe Aaron 25") < segunda.index("Quispe Aaron 26")
    assert segunda.index("Quispe Aaron 26") < segunda.index("Arias Quispe")
    assert "26 a 28" in segunda
    elegida = _lista(dentro, q="quispe", o="2")  # sorted by hand: plainly by name
    assert elegida.index("Arias Quispe") < elegida.index("Quispe Aaron 00")
