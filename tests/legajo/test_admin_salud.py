"""«Salud de los legajos» and the warnings in the admin: within one's branch and one's rights."""

import csv
import io
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Asignacion, Usuario
from legajo.models import Confirmacion, Contacto, Formacion, Sancion, Servidor
from portal.tablas_csv import neutra
from tests import fabricas
from tests.cliente import Client

pytestmark = pytest.mark.django_db
LISTA = "/admin/legajo/saluddelegajo/"
TITULOS = f"{LISTA}casos/A11/formacion/"
CANARIO = "Zzcanario"


def sin_registrar(persona: Servidor, por: Usuario) -> Formacion:
    """A degree without registration number: warning A11."""
    registro = fabricas.registro(Formacion.tipo, persona, por=por, situacion="G")
    Formacion.objects.filter(pk=registro.pk).update(numero_registro="")
    return registro


@pytest.fixture
def especialista():
    return fabricas.personal(fabricas.ugel())


@pytest.fixture
def dentro(client, especialista):
    return entrar(client, especialista)


@pytest.fixture
def registro(especialista):
    return sin_registrar(fabricas.servidor(fabricas.ugel()), especialista)


def entrar(client: Client, persona: Usuario) -> Client:
    client.force_login(persona, "accounts.backends.AsignacionBackend")
    return client


def texto(client: Client, camino: str) -> str:
    respuesta = client.get(camino)
    assert respuesta.status_code == 200, camino
    return respuesta.content.decode()


def sin_permiso(*nombres: str) -> Group:
    """The role of the especialista less some permissions."""
    grupo = Group.objects.create(name="Especialista sin lo sensible")
    entero = Group.objects.get(name="Especialista de escalafón").permissions
    grupo.permissions.set(entero.exclude(codename__in=nombres))
    return grupo


def test_la_lista_cuenta_y_lleva_a_los_casos(dentro, registro):
    lista = texto(dentro, LISTA)
    assert "A11. Título sin número de registro" in lista
    assert TITULOS in lista
    pagina = texto(dentro, TITULOS)
    assert reverse("admin:legajo_formacion_change", args=[registro.pk]) in pagina
    assert reverse("admin:legajo_servidor_change", args=[registro.servidor_id]) in pagina
    assert "Verifique el registro en SUNEDU" in pagina


def test_los_detalles_estan_aparte(dentro, registro):
    assert "A33" not in texto(dentro, LISTA)
    detalles = texto(dentro, f"{LISTA}?detalles=1")
    assert "A33" in detalles
    assert "A11" not in detalles


def test_lo_de_otra_unidad_no_existe(dentro, registro):
    otra = fabricas.ugel("210001")
    jefe = fabricas.personal(otra)
    ajeno = fabricas.servidor(otra)
    Servidor.objects.filter(pk=ajeno.pk).update(primer_apellido=CANARIO)
    sin_registrar(ajeno, jefe)
    for camino in (LISTA, f"{LISTA}?detalles=1", TITULOS, f"{TITULOS}csv/"):
        assert CANARIO not in texto(dentro, camino)
        assert dentro.get(camino, {"unidad": otra.pk}).status_code == 404
    assert CANARIO in texto(entrar(Client(), jefe), TITULOS)


def test_lo_propio_no_se_ve_aunque_este_en_la_rama(dentro, especialista):
    propio = fabricas.servidor(
        fabricas.ugel(), usuario=especialista, documento=especialista.documento
    )
    sin_registrar(propio, especialista)
    assert "A11" not in texto(dentro, LISTA)
    assert "No hay ningún caso" in texto(dentro, TITULOS)


def test_lo_que_no_se_puede_ver_no_se_cuenta_ni_se_lista(client, registro):
    persona = fabricas.usuario()
    unidad = fabricas.ugel()
    Asignacion.objects.create(usuario=persona, rol=sin_permiso("view_sancion"), unidad=unidad)
    jefe = fabricas.personal(unidad)
    sancion = fabricas.registro(Sancion.tipo, registro.servidor, por=jefe)
    Sancion.objects.filter(pk=sancion.pk).update(fecha_notificacion=None)
    caminos = (LISTA, reverse("admin:legajo_servidor_change", args=[registro.servidor_id]))
    entrar(client, persona)
    for camino in caminos:
        assert "A11" in texto(client, camino)
        assert "A15" not in texto(client, camino)
        assert "A15" in texto(entrar(Client(), jefe), camino)
    assert client.get(f"{LISTA}casos/A15/sanciones/").status_code == 404
    assert client.get(f"{LISTA}casos/A15/sanciones/csv/").status_code == 404


def test_quien_no_ve_legajos_no_entra(client):
    entrar(client, fabricas.personal(fabricas.ugel(), "Planillas"))
    for camino in (LISTA, TITULOS, f"{TITULOS}csv/"):
        assert client.get(camino).status_code in (403, 404)
    assert "Salud de los legajos" not in client.get("/admin/").content.decode()


def test_con_varias_unidades_se_elige_una(client, registro):
    entrar(client, fabricas.personal(fabricas.ugel("000000"), "Auditor"))
    assert "Elija una unidad" in texto(client, LISTA)
    assert client.get(TITULOS).status_code == 404
    unidad = registro.servidor.unidad
    assert "A11" in texto(client, f"{LISTA}?unidad={unidad.pk}")
    assert str(registro.servidor) in texto(client, f"{TITULOS}?unidad={unidad.pk}")


@pytest.mark.parametrize("mal", ["abc", "0", "-1", "9" * 30, "٣", "💥"])
def test_una_unidad_o_una_pagina_que_no_existe(dentro, registro, mal):
    assert dentro.get(LISTA, {"unidad": mal}).status_code == 404
    assert dentro.get(TITULOS, {"pagina": mal}).status_code == 200
    assert dentro.get(f"{LISTA}casos/A99/formacion/").status_code == 404
    assert dentro.get(LISTA, {"otro": mal}).status_code == 400


def test_las_paginas_van_de_25_en_25_por_apellido(dentro, especialista):
    unidad = fabricas.ugel()
    for i in range(27):
        persona = fabricas.servidor(unidad, usuario=None)
        Servidor.objects.filter(pk=persona.pk).update(primer_apellido=f"Apellido{i:02}")
        sin_registrar(persona, especialista)
    primera, segunda = texto(dentro, TITULOS), texto(dentro, f"{TITULOS}?pagina=2")
    assert primera.count("/admin/legajo/formacion/") == 25
    assert segunda.count("/admin/legajo/formacion/") == 2
    assert "Apellido26" in segunda
    assert primera.index("Apellido00") < primera.index("Apellido24")
    assert "pagina=2" in primera
    assert "No hay ningún caso" in texto(dentro, f"{TITULOS}?pagina=3")


def test_los_casos_de_una_pagina_no_cuestan_una_consulta_cada_uno(
    dentro, especialista, django_assert_max_num_queries
):
    unidad = fabricas.ugel()
    for _ in range(2):
        sin_registrar(fabricas.servidor(unidad, usuario=None), especialista)
    with CaptureQueriesContext(
        connection,
    ) as con_dos:
        texto(dentro, TITULOS)
    for _ in range(10):
        sin_registrar(fabricas.servidor(unidad, usuario=None), especialista)
    with django_assert_max_num_queries(len(con_dos)):
        texto(dentro, TITULOS)


def test_el_csv_no_lleva_formulas(dentro, registro):
    Servidor.objects.filter(pk=registro.servidor_id).update(primer_apellido='=HYPERLINK("x")')
    respuesta = dentro.get(f"{TITULOS}csv/")
    assert respuesta["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in respuesta["Content-Disposition"]
    filas = list(csv.reader(io.StringIO(respuesta.content.decode("utf-8-sig"))))
    assert filas[0][2:4] == ["Documento", "Apellidos y nombres"]
    assert filas[1][2] == registro.servidor.documento
    assert filas[1][3].startswith("'=HYPERLINK")


@pytest.mark.parametrize("peligro", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1", "－1", " =1"])
def test_lo_que_una_hoja_de_calculo_ejecutaria_va_con_apostrofo(peligro):
    assert neutra(peligro) == f"'{peligro}"
    assert neutra(f"a{peligro}") == f"a{peligro}"
    assert neutra("") == ""


def test_la_pagina_del_servidor_dice_lo_que_falta_lo_extrano_y_lo_confirmado(dentro, registro):
    servidor = registro.servidor
    Confirmacion.objects.create(
        servidor=servidor, estructura="10", seccion="formacion", huella="x", dia=date(2026, 3, 4),
        por=servidor.usuario,
    )  # fmt: skip
    pagina = texto(dentro, reverse("admin:legajo_servidor_change", args=[servidor.pk]))
    assert "E03. Falta el domicilio" in pagina
    assert "A11. Formación académica: título sin número de registro" in pagina
    assert "Situación académica: 04/03/2026" in pagina


def test_la_pagina_del_registro_dice_sus_avisos(dentro, registro, especialista):
    pagina = texto(dentro, reverse("admin:legajo_formacion_change", args=[registro.pk]))
    assert "A11. Revise: título sin número de registro" in pagina
    limpio = fabricas.registro(Contacto.tipo, registro.servidor, por=especialista)
    url = reverse("admin:legajo_contacto_change", args=[limpio.pk])
    Contacto.objects.filter(pk=limpio.pk).update(telefono_movil="900000123")
    assert "Revise:" not in texto(dentro, url)


def test_la_salud_no_escribe_y_lleva_al_legajo(dentro, registro):
    detalle = reverse("admin:legajo_saluddelegajo_change", args=[registro.servidor_id])
    respuesta = dentro.get(detalle)
    assert respuesta.status_code == 302
    assert respuesta.url == reverse("admin:legajo_servidor_change", args=[registro.servidor_id])
    assert dentro.get(reverse("admin:legajo_saluddelegajo_add")).status_code == 403


GRANDE = """
INSERT INTO legajo_servidor (publico, unidad_id, tipo_identidad, documento, primer_apellido,
    segundo_apellido, nombres, sexo, fecha_nacimiento, correo, ambiente, estante, caja, abierto_en,
    tipo_apertura, folios_por_seccion)
SELECT gen_random_uuid(), u.id, '1', (99600000 + g)::text, 'Apellido' || g %% 900, '', 'N' || g,
    'F', '1980-05-05', '', '', '', '', '2020-01-01', 'O', '{}'
FROM generate_series(1, 10000) g JOIN (SELECT id, row_number() OVER (ORDER BY id <> %(unidad)s, id)
    AS n FROM accounts_unidad WHERE tipo = 'UGEL') u ON u.n = 1 + g %% 50;
INSERT INTO legajo_formacion (publico, servidor_id, unidad_id, numero_documento, archivo,
    anotaciones, version, retirado, nivel_id, centro_estudios, especialidad, situacion, titulo,
    numero_registro, tipo_secundaria, tipo_superior, ciudad, especialidad_nivel,
    tipo_centro_registro, centro_registro, numero_resolucion)
SELECT gen_random_uuid(), s.id, s.unidad_id, '1', 'a.pdf', '', 1, false,
    (SELECT min(id) FROM legajo_niveleducativo), 'X', '', 'G', 'T',
    CASE WHEN s.id %% 7 = 0 THEN '' ELSE 'R' END,
    '', '', '', '', '', '', ''
FROM legajo_servidor s, generate_series(1, 6) WHERE s.documento > '996';
"""


def test_una_ugel_no_lee_las_tablas_del_pais(dentro):
    """60 000 records of 10 000 servidores, 200 of them in the unit: by index, file by file."""
    unidad = fabricas.ugel()
    with connection.cursor() as cursor:
        cursor.execute(GRANDE, {"unidad": unidad.pk})
        cursor.execute("RESET ROLE; ANALYZE legajo_servidor, legajo_formacion; SET ROLE portal_app")
    for camino in (LISTA, TITULOS, f"{LISTA}?detalles=1"):
        with CaptureQueriesContext(connection) as hechas:
            assert "ítulo sin número" in texto(dentro, camino) or "detalles" in camino
        for sql in [q["sql"] for q in hechas if "legajo_formacion" in q["sql"]]:
            plan = explicar(sql)
            assert "Seq Scan on legajo_formacion" not in plan, plan


def explicar(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}".replace("%", "%%"), [])
        return "\n".join(fila[0] for fila in cursor.fetchall())
