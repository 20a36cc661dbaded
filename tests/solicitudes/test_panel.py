"""The summary and its panel: the figures are those of the requests, within one's branch."""

import csv
import io
import re
from datetime import date, datetime
from statistics import median_low
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Suceso, Unidad, Usuario
from legajo.models import Servidor
from portal.texto import fecha
from solicitudes import decisiones, resumen, verbos
from solicitudes.histograma import percentil
from solicitudes.models import Motivo, Resumen, Solicitud
from tests import fabricas
from tests.cliente import Client
from tests.solicitudes.apoyo import enviar_alta
from tests.solicitudes.test_plazos import a_las

pytestmark = pytest.mark.django_db
PANEL = "/admin/solicitudes/resumen/"
HOY = date(2026, 11, 25)
UGEL1, UGEL2 = "190001", "210001"
CIFRA = re.compile(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>")


@pytest.fixture(autouse=True)
def hoy():
    with a_las(HOY):
        yield


def dentro(codigo: str, rol: str = "Responsable de escalafón") -> Client:
    client = Client()
    persona = fabricas.personal(fabricas.ugel(codigo), rol)
    client.force_login(persona, "accounts.backends.AsignacionBackend")
    return client


def decisor(codigo: str = UGEL1) -> Usuario:
    """Somebody who decides there since the beginning of the year."""
    with a_las(date(2026, 1, 5)):
        return fabricas.personal(fabricas.ugel(codigo))


def enviada(cuando: date, codigo: str = UGEL1) -> Solicitud:
    with a_las(cuando):
        return enviar_alta(fabricas.servidor(fabricas.ugel(codigo)))


def historias(codigo: str = UGEL1) -> None:
    """Of October: one attended, one after it was observed, one late, one cancelled; one waits."""
    por = decisor(codigo)
    motivo = Motivo.objects.get(codigo="obs_reverso")
    lunes = date(2026, 10, 5)
    atendida, observada, tarde, anulada = (enviada(lunes, codigo).pk for _ in range(4))
    enviada(date(2026, 9, 1), codigo)
    with a_las(date(2026, 10, 7)):
        decisiones.observar(observada, por=por, motivo="", catalogo=motivo)
        verbos.anular(anulada, por=Usuario.objects.get(servidor__solicitudes=anulada))
    with a_las(date(2026, 10, 9)):
        decisiones.atender(atendida, por=por)
        titular = Usuario.objects.get(servidor__solicitudes=observada)
        verbos.subsanar(observada, por=titular, explicacion="Va")
    with a_las(date(2026, 10, 12)):
        decisiones.atender(observada, por=por)
        verbos.opinar(observada, por=titular, nota=4)
    with a_las(HOY):
        decisiones.rechazar(tarde, por=por, motivo="No hay documento")


def de(mes: date, codigo: str = UGEL1) -> Resumen:
    return Resumen.objects.get(unidad__codigo=codigo, mes=mes, tipo_slug="capacitaciones")


def test_el_resumen_dice_lo_que_paso_con_las_solicitudes():
    historias()
    resumen.resumir()
    setiembre, octubre, noviembre = (de(date(2026, m, 1)) for m in (9, 10, 11))
    assert (setiembre.recibidas, octubre.recibidas, noviembre.recibidas) == (1, 4, 0)
    assert (octubre.atendidas, octubre.rechazadas, octubre.anuladas) == (2, 0, 1)
    assert (octubre.observadas, octubre.vencidas) == (1, 0)
    assert octubre.motivos == {Motivo.objects.get(codigo="obs_reverso").texto: 1}
    assert (octubre.opiniones, octubre.suma_de_opiniones) == (1, 4)
    de_la_base = Solicitud.objects.filter(estado="atendido").values_list("dias", flat=True)
    assert sorted(n for n, c in enumerate(octubre.dias) for _ in range(c)) == sorted(de_la_base)
    assert (noviembre.rechazadas, noviembre.vencidas) == (1, 2)  # one decided late, one waits


def test_la_que_esperaba_vencida_deja_de_contar_en_el_mes_que_paso():
    pk = enviada(date(2026, 9, 1)).pk
    resumen.resumir()
    assert de(date(2026, 11, 1)).vencidas == 1
    with a_las(date(2026, 12, 2)):
        resumen.resumir()
        assert (de(date(2026, 11, 1)).vencidas, de(date(2026, 12, 1)).vencidas) == (0, 1)
        decisiones.atender(pk, por=fabricas.personal(fabricas.ugel()))
        resumen.resumir()
        assert (de(date(2026, 12, 1)).vencidas, de(date(2026, 12, 1)).atendidas) == (1, 1)


def test_decidida_mientras_estaba_observada_no_vencio():
    por, pk = decisor(), enviada(date(2026, 9, 1)).pk
    with a_las(date(2026, 9, 3)):
        decisiones.observar(pk, por=por, motivo="Falta el reverso")
    decisiones.rechazar(pk, por=por, motivo="No subsanó")
    resumen.resumir()
    assert (de(date(2026, 11, 1)).rechazadas, de(date(2026, 11, 1)).vencidas) == (1, 0)


def test_rehacerlo_da_lo_mismo_y_lo_que_se_fue_queda_en_cero():
    historias()
    resumen.resumir(todo=True)
    campos = [c for c in resumen.COLUMNAS if c != "actualizado_en"]
    antes = list(Resumen.objects.values_list("unidad", "mes", *campos))
    resumen.resumir(todo=True)
    assert list(Resumen.objects.values_list("unidad", "mes", *campos)) == antes
    Servidor.objects.filter(solicitudes__isnull=False).update(unidad=fabricas.ugel(UGEL2))
    resumen.resumir(todo=True)
    assert not any(de(date(2026, 10, 1)).dias)
    assert (de(date(2026, 10, 1)).recibidas, de(date(2026, 10, 1), UGEL2).recibidas) == (0, 4)


@pytest.mark.parametrize("cual", [50, 90])
def test_el_percentil_es_el_de_la_lista(cual):
    for dias in ([3], [0, 0, 7], [1, 2, 3, 4], list(range(11)), [60] * 5 + [0] * 5):
        histograma = {d: dias.count(d) for d in range(61)}
        esperado = median_low(dias) if cual == 50 else sorted(dias)[-(-len(dias) * 9 // 10) - 1]
        assert percentil(histograma, cual) == esperado, dias
    assert percentil({}, cual) is None


def test_el_panel_dice_las_cifras_y_cuando_se_calcularon():
    historias()
    resumen.resumir()
    pagina = dentro(UGEL1).get(PANEL).content.decode()
    cifras = dict(CIFRA.findall(pagina))
    columnas = ("Recibidas", "Decididas", "Anuladas", "Observadas", "Vencidas")
    assert [cifras[c] for c in columnas] == ["5", "3", "1", "1", "2"]
    assert cifras["Opinión (1 a 5)"] == "–"  # one opinion is that of one person
    assert "Falta la copia del reverso" in pagina
    cuando = Resumen.objects.latest("actualizado_en").actualizado_en
    assert f"Actualizado el {fecha(cuando.date())[:2]}" in pagina
    assert 'role="img"' in pagina
    assert "10/2026: Recibidas 4, Decididas 2" in pagina
    assert " style=" not in pagina.split("<main")[1]


def test_el_mes_y_la_seccion_estrechan():
    historias()
    resumen.resumir()
    client = dentro(UGEL1)
    octubre = client.get(f"{PANEL}?desde=2026-10&hasta=2026-10&de=formacion").content.decode()
    assert dict(CIFRA.findall(octubre))["Recibidas"] == "4"
    otra = client.get(f"{PANEL}?desde=2026-10&hasta=2026-10&de=tipo.contacto").content.decode()
    assert "No hay solicitudes en esos meses" in otra


def test_cada_quien_ve_su_rama_y_lo_ajeno_es_como_lo_que_no_existe():
    historias()
    historias(UGEL2)
    resumen.resumir()
    ajena = fabricas.ugel(UGEL2)
    for codigo, rol, recibidas in (
        (UGEL1, "Responsable de escalafón", "5"), ("190000", "Supervisor DRE", "5"),
        ("000000", "Operador MINEDU", "10"),
    ):  # fmt: skip
        client = dentro(codigo, rol)
        pagina = client.get(PANEL).content.decode()
        assert dict(CIFRA.findall(pagina))["Recibidas"] == recibidas, rol
        assert (ajena.nombre in pagina) == (codigo == "000000"), rol
        de_la_ajena = client.get(f"{PANEL}?unidad={ajena.pk}").content.decode()
        if rol == "Supervisor DRE":
            de_ninguna = client.get(f"{PANEL}?unidad=987654321").content.decode()
            assert de_la_ajena.count("errorlist") == de_ninguna.count("errorlist") == 1
            assert not CIFRA.findall(de_la_ajena)
    assert dentro(UGEL1, "Especialista de escalafón").get(PANEL).status_code == 403


def test_la_dre_se_abre_en_sus_ugel():
    historias()
    enviada(date(2026, 10, 6), "190000")
    resumen.resumir()
    client = dentro("000000", "Operador MINEDU")
    pagina = client.get(f"{PANEL}?unidad={fabricas.ugel('190000').pk}").content.decode()
    assert dict(CIFRA.findall(pagina))["Recibidas"] == "6"
    assert f"unidad={fabricas.ugel(UGEL1).pk}" in pagina


def test_de_cada_cifra_se_llega_a_sus_solicitudes():
    historias()
    resumen.resumir()
    client = dentro(UGEL1)
    pagina = client.get(PANEL).content.decode()
    usuario = Usuario.objects.get(pk=client.session["_auth_user_id"])
    enlaces = re.findall(
        r'<td data-col="Decididas"><a href="([^"]+)">(\d+)<span class="sr"> decididas', pagina
    )
    assert len(enlaces) == 4  # the unit, the section, October and November
    for enlace, cifra in enlaces:
        filtros = dict(parse_qsl(urlsplit(enlace.replace("&amp;", "&")).query))
        assert filtros.pop("vista") == "decididas"
        listas = {c: v.split(",") for c, v in filtros.items() if c.endswith("__in")}
        filas = Solicitud.objects.visible_to(usuario).filter(**filtros | listas)
        assert filas.count() == int(cifra), enlace
        lista = client.get(enlace.replace("&amp;", "&"))
        assert lista.status_code == 200
        assert lista.context["cl"].result_count == int(cifra), enlace


@pytest.mark.parametrize(
    "pregunta",
    ["desde=2026-13", "desde=ayer", "hasta=1700-01", "unidad=-1", "unidad=%F0%9F%98%80",
     "de=tipo.nada", "desde=2026-11&hasta=2026-10"],
)  # fmt: skip
def test_un_filtro_que_no_es_se_dice_y_no_cuenta_nada(pregunta):
    historias()
    resumen.resumir()
    client = dentro("000000", "Operador MINEDU")
    respuesta = client.get(f"{PANEL}?{pregunta}")
    assert respuesta.status_code == 200
    assert "errorlist" in respuesta.content.decode()
    assert not CIFRA.findall(respuesta.content.decode())
    assert client.get(f"{PANEL}csv/?{pregunta}").status_code == 400


def test_el_csv_no_trae_formulas_y_deja_constancia():
    historias()
    Unidad.objects.filter(codigo=UGEL1).update(nombre="=1+1")
    resumen.resumir()
    client = dentro(UGEL1)
    respuesta = client.get(f"{PANEL}csv/?tabla=unidades")
    filas = list(csv.reader(io.StringIO(respuesta.content.decode("utf-8-sig"))))
    assert filas[0][:3] == ["Unidad", "Recibidas", "Decididas"]
    assert filas[1][:3] == ["'=1+1", "5", "3"]
    meses = client.get(f"{PANEL}csv/?tabla=meses&desde=2026-10").content.decode("utf-8-sig")
    assert [fila[0] for fila in csv.reader(io.StringIO(meses))] == [
        "Mes", "noviembre de 2026", "octubre de 2026",
    ]  # fmt: skip
    assert client.get(f"{PANEL}csv/?tabla=nada").status_code == 400
    sucesos = Suceso.objects.filter(tipo=Suceso.Tipo.EXPORTACION).order_by("pk")
    detalles = sucesos.values_list("detalle", flat=True)
    assert [d.split(".")[0] for d in detalles] == [
        "Panel de solicitudes: por ugel y dre", "Panel de solicitudes: por mes",
    ]  # fmt: skip


def test_sin_nada_todavia_el_panel_lo_dice():
    pagina = dentro(UGEL1).get(PANEL).content.decode()
    assert "No hay solicitudes en esos meses" in pagina
    assert "El resumen todavía no se ha calculado" in pagina


def test_el_panel_del_pais_solo_lee_el_resumen():
    hoy = datetime(2026, 11, 25).date().replace(day=1)
    Resumen.objects.bulk_create(
        Resumen(unidad=u, mes=resumen.mover(hoy, -n), tipo_slug=t, recibidas=3, atendidas=2,
                dias=[0, 1, 1])
        for u in Unidad.objects.exclude(tipo="MINEDU") for n in range(3)
        for t in ("capacitaciones", "contacto", "")
    )  # fmt: skip
    client = dentro("000000", "Operador MINEDU")
    with CaptureQueriesContext(connection) as hechas:
        pagina = client.get(PANEL)
    assert pagina.status_code == 200
    assert len(hechas) < 20, len(hechas)
    assert not [q["sql"] for q in hechas if "solicitudes_solicitud" in q["sql"]]
    assert dict(CIFRA.findall(pagina.content.decode()))["Recibidas"] == f"{250 * 9 * 3:,}"
