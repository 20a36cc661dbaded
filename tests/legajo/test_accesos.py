"""«Quién vio mi legajo»: every page of the staff that shows somebody leaves it written."""

import csv
import io
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.contrib import admin
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, reverse
from django.utils.timezone import localdate

from accounts.models import Suceso, Usuario
from legajo.accesos import personas
from legajo.avisos.casos import casos, puntos
from legajo.models import Acceso, Capacitacion, Catalogo, Contacto, Servidor
from solicitudes import arco
from solicitudes.models import Solicitud
from tests import fabricas
from tests.cliente import Client
from tests.solicitudes.apoyo import enviar_alta
from tests.test_admin_alcance import Ajeno

pytestmark = pytest.mark.django_db
DEL_ADMIN = "accounts.backends.AsignacionBackend"
SIN_LEGAJO = (
    # of the account: what a servidor reads of it is «Actividad de mi cuenta»
    *("accounts_suceso", "accounts_asignacion", "accounts_pedidocontrasena"),
    "legajo_acceso_changelist",  # repeats what somebody typed, names nobody
)


def entra(usuario: Usuario, **mas: Any) -> Client:
    client = Client()
    client.force_login(usuario, DEL_ADMIN)
    for nombre, valor in mas.items():
        setattr(client, nombre, valor)
    return client


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


@pytest.fixture
def gladys():
    return fabricas.personal(fabricas.ugel(), nombre="Gladys Rojas Tello")


@pytest.fixture
def dentro(gladys):
    return entra(gladys)


def ficha(servidor: Servidor) -> str:
    return reverse("admin:legajo_servidor_change", args=[servidor.pk])


# --- Nothing is shown that is not written ---------------------------------------------------------


def direcciones(partes: Any) -> Iterator[URLPattern]:
    for parte in partes:
        if isinstance(parte, URLResolver):
            yield from direcciones(parte.url_patterns)
        elif parte.name:
            yield parte


class Canario:
    """Somebody with everything, and what to put into each address of the admin to reach him."""

    def __init__(self) -> None:
        ajeno = Ajeno()
        self.servidor = ajeno.servidor
        self.unidad = ajeno.servidor.unidad
        Acceso.objects.create(
            por=ajeno.documento.emitido_por, que="Ficha", servidores=[ajeno.servidor.pk],
            unidades=[self.unidad.pk],
        )  # fmt: skip
        Suceso.objects.create(tipo="ingreso", usuario=ajeno.servidor.usuario)
        arco.pedir(
            usuario=ajeno.servidor.usuario, derecho="acceso", pedido="Qué datos", clave=uuid4()
        )
        contacto = Contacto.objects.get(servidor=ajeno.servidor)
        Contacto.objects.filter(pk=contacto.pk).update(archivo="no/hay.pdf")

    def objeto(self, modelo: Any) -> Any:
        """A row of his; else any, or a key that is none."""
        for campo in modelo._meta.concrete_fields:
            if campo.related_model is Servidor:
                return modelo.objects.filter(**{campo.name: self.servidor}).first()
            if campo.related_model is Usuario and campo.name == "usuario":
                propio = modelo.objects.filter(usuario=self.servidor.usuario)
                return propio.first() or modelo.objects.first()
        if issubclass(modelo, Servidor):
            return self.servidor
        return self.servidor.usuario if modelo is Usuario else modelo.objects.first()

    def de(self, patron: URLPattern, usuario: Usuario) -> Iterator[str]:
        """The addresses of a pattern that may show him."""
        claves = {*patron.pattern.converters, *patron.pattern.regex.groupindex}
        modelo = next((m for m in admin.site._registry if _de(m, patron.name)), None)
        if modelo and issubclass(modelo, Catalogo):
            return
        if {"regla", "tipo"} <= claves:
            for punto in puntos():
                if self.es_caso(punto, usuario):
                    args = [punto.regla.id, punto.tipo.slug]
                    yield f"{reverse(f'admin:{patron.name}', args=args)}?unidad={self.unidad.pk}"
            return
        otros = {"content_type_id": 0, "url": "x", "app_label": "legajo", "slug": "legajo",
                 "formato": "csv", "informe": "errores"}  # fmt: skip
        objeto = self.objeto(modelo) if modelo else None
        clave = objeto.pk if objeto is not None else 1
        args = {c: otros.get(c, clave) for c in claves}
        if patron.name == "legajo_servidor_change":
            args["object_id"] = self.servidor.pk
        url = reverse(f"admin:{patron.name}", kwargs=args)
        yield url
        yield from (f"{url}?{p}" for p in self.preguntas().get(patron.name.rpartition("_")[2], ()))

    def preguntas(self) -> dict[str, list[str]]:
        """What an address asks besides, by the last word of its name."""
        hoy, clave = localdate(), self.servidor.pk
        campo = "app_label=legajo&model_name=contacto&field_name=servidor"
        return {
            "changelist": [f"q={self.servidor.documento}", f"servidor__id__exact={clave}"],
            "add": [f"servidor={clave}"],
            "autocomplete": [f"{campo}&term=Zzcanario"],
            "exportar": [f"desde={hoy}&hasta={hoy}"],
        }

    def es_caso(self, punto: Any, usuario: Usuario) -> bool:
        claves = casos(punto, usuario=usuario, unidad=self.unidad)[:25]
        return self.servidor.pk in personas(
            punto.modelo, punto.modelo.objects.filter(pk__in=list(claves))
        )


def _de(modelo: Any, nombre: str) -> bool:
    return nombre.startswith(f"{modelo._meta.app_label}_{modelo._meta.model_name}_")


def _cuerpo(respuesta: Any) -> bytes:
    return b"".join(respuesta.streaming_content) if respuesta.streaming else respuesta.content


def test_every_address_of_the_admin_that_shows_somebody_writes_it_down():
    canario = Canario()
    minedu = fabricas.personal(fabricas.ugel("000000"), "Operador MINEDU")
    client = entra(minedu)
    documento = canario.servidor.documento  # a page may repeat what was typed
    mostraron, mudas = set(), []
    for patron in direcciones(admin.site.get_urls()):
        if patron.name in ("logout", "legajo_acceso_motivo"):
            continue
        for url in canario.de(patron, minedu):
            antes = Acceso.objects.de(canario.servidor.pk).count()
            respuesta = client.get(url)
            cuerpo = _cuerpo(respuesta)
            lo_muestra = respuesta.status_code == 200 and (
                (documento not in url and documento.encode() in cuerpo)
                or b"Zzcanario \xc3\x91ahui" in cuerpo.replace(b"\\u00d1", b"\xc3\x91")
                or respuesta.headers["Content-Type"] == "application/pdf"
            )
            if not lo_muestra or patron.name.startswith(SIN_LEGAJO):
                continue
            mostraron.add(patron.name)
            if Acceso.objects.de(canario.servidor.pk).count() == antes:
                mudas.append(url)
    assert mudas == []
    modelos = {"legajo_servidor", "solicitudes_solicitud", "boletas_boleta", "accounts_usuario"}
    modelos |= {f"legajo_{tipo}" for tipo in ("capacitacion", "sancion", "documento")}
    assert {f"{m}_{v}" for m in modelos for v in ("changelist", "change")} <= mostraron
    assert {
        "autocomplete", "legajo_servidor_tiempo", "legajo_servidor_a_la_fecha",
        "legajo_servidor_emitir", "legajo_servidor_mudar", "legajo_servidor_history",
        "legajo_capacitacion_add", "legajo_capacitacion_history", "legajo_documento_pdf",
        "legajo_lote_change", "legajo_lote_csv",
        "legajo_saluddelegajo_casos", "legajo_saluddelegajo_csv", "legajo_acceso_change",
        "legajo_acceso_exportar", "legajo_documento_anular", "solicitudes_pedidoarco_change",
    } <= mostraron  # fmt: skip


def test_a_download_of_a_sustento_is_written(dentro, persona, gladys):
    from tests.mis_datos.apoyo import con_sustento, pdf_de_ejemplo

    registro = con_sustento(persona, pdf_de_ejemplo())
    url = reverse(f"admin:legajo_{registro._meta.model_name}_sustento", args=[registro.pk])
    assert dentro.get(url).status_code == 200
    hallado = Acceso.objects.de(persona.pk).get()
    assert (hallado.por, hallado.que.endswith("sustento")) == (gladys, True)


def test_who_looks_where_he_may_not_leaves_nothing_and_learns_nothing(persona):
    otro = entra(fabricas.personal(fabricas.ugel("210001")))
    for servidor in (persona.pk, 99_999_999):
        url = reverse("admin:legajo_servidor_tiempo", args=[servidor])
        assert otro.get(url).status_code == 404
    assert not Acceso.objects.exists()


def test_his_own_pages_are_not_written(persona):
    client = entra(persona.usuario)
    for nombre in ("legajo:inicio", "legajo:accesos", "boletas:lista"):
        assert client.get(reverse(nombre)).status_code == 200
    assert not Acceso.objects.exists()


def test_a_list_is_one_row_with_those_that_it_shows(dentro, persona):
    unidad = fabricas.ugel()
    gente = {persona.pk, *(fabricas.servidor(unidad).pk for _ in range(3))}
    fabricas.servidor(fabricas.ugel("210001"))
    dentro.get("/admin/legajo/servidor/?q=quispe")
    hallado = Acceso.objects.get()
    assert set(hallado.servidores) == gente
    assert (hallado.que, hallado.buscado) == ("Lista: servidores", "quispe")
    assert (hallado.motivo, hallado.unidades) == ("", [unidad.pk])


def test_it_tells_from_where_he_looked(dentro, gladys, persona):
    dentro.get(ficha(persona))
    hallado = Acceso.objects.get()
    assert (hallado.por, hallado.que) == (gladys, "Ficha")
    assert hallado.cargo == f"Especialista de escalafón, {fabricas.ugel()}"


def test_of_several_roles_it_tells_the_one_over_the_file(persona):
    from django.contrib.auth.models import Group

    from accounts.models import Asignacion

    de_dos = fabricas.personal(fabricas.ugel("210001"))
    rol = Group.objects.get(name="Especialista de escalafón")
    aqui = Asignacion.objects.create(usuario=de_dos, rol=rol, unidad=persona.unidad)
    entra(de_dos).get(ficha(persona))
    assert Acceso.objects.get().asignacion == aqui


def test_what_cannot_be_written_is_not_shown(dentro, persona, monkeypatch):
    def falla(*_: Any) -> None:
        raise RuntimeError("no log")

    dentro.get(ficha(persona))
    monkeypatch.setattr("legajo.accesos.AccesosDePeticion.guardar", falla)
    dentro.raise_request_exception = False
    respuesta = dentro.get(ficha(persona))
    assert respuesta.status_code == 500
    assert "Ñahui" not in respuesta.content.decode()


@pytest.mark.parametrize("url", ["/admin/legajo/servidor/?q=quispe", "ficha"])
def test_it_costs_a_page_one_insert(dentro, persona, url):
    url = ficha(persona) if url == "ficha" else url
    dentro.get(url)
    with CaptureQueriesContext(connection) as hechas:
        dentro.get(url)
    propias = [h["sql"] for h in hechas if "legajo_acceso" in h["sql"]]
    assert len(propias) == 1
    assert propias[0].startswith("INSERT")
    assert not any("SAVEPOINT" in h["sql"] for h in hechas)


# --- Why ------------------------------------------------------------------------------------------


def test_a_file_asks_why_once_and_goes_on(gladys, persona):
    client = entra(gladys, da_motivo=False)
    pregunta = client.get(ficha(persona))
    assert pregunta.status_code == 302
    assert not Acceso.objects.exists()
    pagina = client.get(pregunta.url).content.decode()
    assert "Atender un pedido del servidor" in pagina
    assert "Quispe" not in pagina  # it is not open yet
    sigue = client.post(pregunta.url, {"motivo": "concurso"})
    assert sigue.url == ficha(persona)
    capacitaciones = reverse("admin:legajo_capacitacion_changelist")
    registro = fabricas.registro(Capacitacion.tipo, persona)
    for url in (
        sigue.url,
        f"{capacitaciones}?servidor__id__exact={persona.pk}",
        reverse("admin:legajo_capacitacion_change", args=[registro.pk]),
    ):
        assert client.get(url).status_code == 200
    motivos = list(Acceso.objects.de(persona.pk).values_list("motivo", flat=True))
    assert motivos == ["concurso"] * 3
    assert client.get(ficha(fabricas.servidor(fabricas.ugel()))).status_code == 302


def test_other_says_which(gladys, persona):
    client = entra(gladys, da_motivo=False)
    url = client.get(ficha(persona)).url
    mal = client.post(url, {"motivo": "otro", "referencia": " "})
    assert (mal.status_code, "Escriba el motivo." in mal.content.decode()) == (200, True)
    for malo in ("", "solicitud", "x"):
        assert client.post(url, {"motivo": malo}).status_code == 200
    assert client.get(ficha(persona)).status_code == 302
    client.post(url, {"motivo": "otro", "referencia": "Mandato judicial 12-2026"})
    client.get(ficha(persona))
    assert Acceso.objects.get().porque == "Otro: Mandato judicial 12-2026"


def test_the_way_on_leaves_the_portal_for_nowhere(gladys, persona):
    client = entra(gladys, da_motivo=False)
    url = reverse("admin:legajo_acceso_motivo", args=[persona.pk])
    for malo in ("https://malo.invalid/", "//malo.invalid/", "javascript:alert(1)", ""):
        respuesta = client.post(f"{url}?next={malo}", {"motivo": "control"})
        assert respuesta.url == reverse("admin:index")


def test_only_staff_is_asked(persona):
    url = reverse("admin:legajo_acceso_motivo", args=[persona.pk])
    assert Client().get(url).status_code == 302
    assert entra(persona.usuario).get(url, follow=True).status_code == 403


def test_a_request_is_the_reason_of_itself_and_of_the_file(gladys, persona):
    client = entra(gladys, da_motivo=False)
    solicitud = enviar_alta(persona)
    url = reverse("admin:solicitudes_solicitud_change", args=[solicitud.pk])
    assert client.get(url).status_code == 200
    assert client.get(ficha(persona)).status_code == 200
    motivos = {acceso.porque for acceso in Acceso.objects.all()}
    assert motivos == {f"Solicitud del servidor N° {solicitud.numero}"}


def test_the_records_of_one_looked_for_are_his_file(gladys, persona):
    client = entra(gladys, da_motivo=False)
    fabricas.registro(Capacitacion.tipo, persona)
    lista = reverse("admin:legajo_capacitacion_changelist")
    for como in (
        f"q={persona.documento}",
        f"servidor__id__exact={persona.pk}",
        f"servidor={persona.pk}",
        f"servidor__in={persona.pk}",
        f"servidor_id__exact={persona.pk}",
    ):
        assert client.get(f"{lista}?{como}").status_code == 302, como
    for como in ("", "retirado__exact=0", f"servidor__unidad__id__exact={persona.unidad_id}"):
        assert client.get(f"{lista}?{como}").status_code == 200, como


def test_another_session_is_asked_anew(gladys, persona):
    client = entra(gladys, da_motivo=False)
    client.post(client.get(ficha(persona)).url, {"motivo": "control"})
    assert client.get(ficha(persona)).status_code == 200
    client.logout()
    client.force_login(gladys, DEL_ADMIN)
    assert client.get(ficha(persona)).status_code == 302


def test_a_form_that_is_sent_without_a_reason_is_not_lost_and_says_so(gladys, persona):
    client = entra(gladys, da_motivo=False)
    respuesta = client.post(ficha(persona), {"nombres": ""})
    assert respuesta.status_code == 200
    assert Acceso.objects.get().motivo == ""


# --- What the servidor reads ----------------------------------------------------------------------


def test_he_reads_who_when_what_and_why(dentro, persona):
    registro = fabricas.registro(Capacitacion.tipo, persona)
    for _ in range(3):
        dentro.get(ficha(persona))
        dentro.get(reverse("admin:legajo_capacitacion_change", args=[registro.pk]))
    pagina = entra(persona.usuario).get(reverse("legajo:accesos")).content.decode()
    assert pagina.count("Gladys Rojas Tello") == 1  # six pages within the hour, one line
    for texto in (str(fabricas.ugel()), "Capacitación, Ficha", "Actualizar el legajo"):
        assert texto in pagina
    assert "al Oficial de Datos Personales: <strong>Persona ficticia de ejemplo, " in pagina


def test_he_reads_neither_documentos_nor_what_was_searched_nor_of_others(dentro, gladys, persona):
    otra = fabricas.servidor(fabricas.ugel())
    dentro.get("/admin/legajo/servidor/?q=quispe")
    dentro.get(ficha(otra))
    pagina = entra(persona.usuario).get(reverse("legajo:accesos")).content.decode()
    assert "Apareció en una lista" in pagina
    for texto in (gladys.documento, otra.documento, "quispe", "Ficha"):
        assert texto not in pagina


def test_nobody_has_looked_yet(persona, settings):
    settings.OFICIAL_DE_DATOS |= {"correo": "datos@minedu.invalid"}
    pagina = entra(persona.usuario).get(reverse("legajo:accesos")).content.decode()
    assert "Todavía nadie" in pagina
    assert "datos@minedu.invalid" in pagina


def test_his_copy_of_data_has_it(dentro, gladys, persona):
    from portal.mis_datos.contenido import contenido_de

    dentro.get(f"{reverse('admin:legajo_servidor_changelist')}?q={persona.documento}")
    dentro.get(ficha(persona))
    partes = {parte.nombre: parte for parte in contenido_de(persona.usuario).partes}
    suya = partes["accesos"]
    filas = [dict(zip([c.clave for c in suya.campos], f, strict=True)) for f in suya.filas()]
    assert [fila["que"] for fila in filas] == ["Lista: servidores", "Ficha"]
    assert "Gladys" in filas[1]["por"]
    assert gladys.documento not in str(filas)


# --- The auditor ----------------------------------------------------------------------------------


def auditor(codigo: str = "190001") -> Client:
    return entra(fabricas.personal(fabricas.ugel(codigo), "Auditor"))


def exportar(client: Client, **mas: Any) -> list[dict[str, str]]:
    hoy = str(localdate())
    respuesta = client.get(
        reverse("admin:legajo_acceso_exportar"), {"desde": hoy, "hasta": hoy, **mas}
    )
    texto = b"".join(respuesta.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(texto)))


def test_a_list_is_as_many_rows_as_people_and_no_formula(dentro, gladys, persona):
    unidad = fabricas.ugel()
    gente = [persona, *(fabricas.servidor(unidad) for _ in range(4))]
    dentro.get("/admin/legajo/servidor/", {"q": "quispe", "o": "-1"})
    dentro.get("/admin/legajo/servidor/", {"q": "=1+1 quispe"})
    dentro.get(ficha(persona))
    filas = exportar(auditor())
    assert {f["De quién: documento"] for f in filas} == {s.documento for s in gente}
    assert len(filas) == sum(len(a.servidores) for a in Acceso.objects.filter(por=gladys))
    assert not any(f["Qué buscó"].startswith("=") for f in filas)
    suceso = Suceso.objects.get(tipo=Suceso.Tipo.EXPORTACION)
    assert "Accesos del" in suceso.detalle
    descarga = Acceso.objects.filter(que="Descarga: registro de accesos").get()
    assert set(descarga.servidores) == {s.pk for s in gente}


def test_he_asks_of_one_or_by_one(dentro, gladys, persona):
    otra = fabricas.servidor(fabricas.ugel())
    dentro.get("/admin/legajo/servidor/")
    dentro.get(ficha(otra))
    client = auditor()
    assert len(exportar(client, servidor=persona.documento)) == 1
    assert len(exportar(client, por=gladys.documento)) == 3
    for datos, dice in (
        ({"servidor": "00000000"}, "No hay un legajo con ese número a su cargo."),
        ({"por": "00000000"}, "Nadie con ese número consta en el registro."),
        ({"hasta": "2020-01-01"}, "La fecha final no puede ser anterior a la inicial."),
        ({"desde": "x"}, "fecha"),
    ):
        hoy = str(localdate())
        respuesta = client.get(
            reverse("admin:legajo_acceso_exportar"), {"desde": hoy, "hasta": hoy, **datos}
        )
        assert (respuesta.status_code, dice in respuesta.content.decode()) == (200, True), dice


def test_he_sees_what_concerns_his_branch_and_names_nobody_of_another(persona):
    ajena = fabricas.servidor(fabricas.ugel("210001"))
    Servidor.objects.filter(pk=ajena.pk).update(primer_apellido="Zzajena")
    minedu = entra(fabricas.personal(fabricas.ugel("000000"), "Operador MINEDU"))
    minedu.get("/admin/legajo/servidor/")  # both
    minedu.get(ficha(ajena))
    minedu.get(ficha(persona))
    client = auditor()
    lista = client.get(reverse("admin:legajo_acceso_changelist")).content.decode()
    assert lista.count("field-cuantos") == 2
    for acceso in Acceso.objects.all():
        url = reverse("admin:legajo_acceso_change", args=[acceso.pk])
        respuesta = client.get(url)
        esperado = 200 if persona.pk in acceso.servidores else 302
        assert respuesta.status_code == esperado, acceso
        assert "Zzajena" not in respuesta.content.decode()
        assert client.post(url, {"que": "x"}).status_code in (302, 403)
    filas = exportar(client)
    assert "(de otra unidad)" in {f["De quién: nombre"] for f in filas}
    assert ajena.documento not in str(filas)


@pytest.mark.parametrize("rol", ["Especialista de escalafón", "Planillas", "Supervisor DRE"])
def test_the_log_is_for_auditors(rol):
    client = entra(fabricas.personal(fabricas.ugel(), rol))
    for nombre in (
        "legajo_acceso_changelist",
        "legajo_acceso_exportar",
        "accounts_suceso_changelist",
    ):
        assert client.get(reverse(f"admin:{nombre}")).status_code == 403


def test_the_order_answers_within_the_48_hours(dentro, gladys, persona, tmp_path):
    dentro.get("/admin/legajo/servidor/")
    dentro.get(ficha(persona))
    hoy, salida = str(localdate()), tmp_path / "accesos.csv"
    call_command("exportar_accesos", desde=hoy, hasta=hoy, salida=salida, verbosity=0)
    filas = list(csv.DictReader(salida.open(encoding="utf-8-sig", newline="")))
    assert [(f["Quién: documento"], f["De quién: documento"]) for f in filas] == [
        (gladys.documento, persona.documento)
    ] * 2
    assert Suceso.objects.filter(tipo=Suceso.Tipo.EXPORTACION, usuario=None).count() == 1
    with pytest.raises(CommandError, match="No hay un legajo"):
        call_command("exportar_accesos", desde=hoy, hasta=hoy, servidor="1", salida=salida)
    with pytest.raises(CommandError, match="No se pudo escribir"):
        call_command("exportar_accesos", desde=hoy, hasta=hoy, salida=salida)


def test_the_tray_of_requests_is_a_list_without_a_reason(gladys, persona):
    enviar_alta(persona)
    client = entra(gladys, da_motivo=False)
    url = reverse("admin:solicitudes_solicitud_changelist")
    assert client.get(f"{url}?q={persona.documento}").status_code == 200
    assert Acceso.objects.get().que == f"Lista: {Solicitud._meta.verbose_name_plural}"
