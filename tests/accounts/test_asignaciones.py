"""Roles are given, ended and delegated with a trace; a delegation never outlives what it is of."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from accounts import asignaciones
from accounts.models import Asignacion, Suceso, Usuario
from solicitudes import decisiones, transiciones
from solicitudes.models import Solicitud
from solicitudes.models.solicitud import ATENDER
from tests import fabricas
from tests.accounts.apoyo import dentro_de, trabajar
from tests.cliente import Client
from tests.fabricas import personal, ugel, usuario
from tests.solicitudes.apoyo import enviar_alta

pytestmark = pytest.mark.django_db
ESPECIALISTA, RESPONSABLE = "Especialista de escalafón", "Responsable de escalafón"
VER = "solicitudes.view_solicitud"
DELEGAR = "/mi-cuenta/delegar/"


def entrar(persona: Usuario) -> Client:
    client = Client()
    client.force_login(persona, "accounts.backends.AsignacionBackend")
    return client


@pytest.fixture
def jefa():
    return personal(ugel(), RESPONSABLE, correo="jefa@demo.invalid", nombre="Jefa")


@pytest.fixture
def colega():
    return personal(ugel(), "Planillas", correo="colega@demo.invalid", nombre="Colega")


def dar(por: Usuario, a: Usuario, rol: str = ESPECIALISTA, **datos) -> Asignacion:
    nueva = Asignacion(usuario=a, rol=Group.objects.get(name=rol), unidad=ugel(), **datos)
    return asignaciones.dar_rol(nueva, por=por)


def delegar(titular: Usuario, a: Usuario, *, dias: int = 9, **datos) -> Asignacion:
    hoy = localdate()
    return asignaciones.delegar(
        titular.asignaciones.get(delegacion_de=None).pk, usuario=a,
        **{"desde": hoy, "hasta": hoy + timedelta(days=dias), "motivo": "Vacaciones",
           "por": titular} | datos,
    )  # fmt: skip


def puede(persona: Usuario, permiso: str = VER) -> bool:
    return Usuario.objects.get(pk=persona.pk).has_perm(permiso)


def sucesos(persona: Usuario) -> list[tuple[str, str]]:
    return list(
        Suceso.objects.filter(usuario=persona).order_by("pk").values_list("tipo", "detalle")
    )


class TestDar:
    def test_it_leaves_who_gave_it_an_event_and_a_mail(self, jefa):
        persona = usuario(correo="nueva@demo.invalid")
        dada = dar(jefa, persona)
        assert (dada.dada_por, puede(persona)) == (jefa, True)
        assert sucesos(persona) == [
            ("rol_dado", f"{ESPECIALISTA}, desde el {localdate():%d/%m/%Y}")
        ]
        suceso = Suceso.objects.get(usuario=persona)
        assert (suceso.por, suceso.unidad) == (jefa, ugel())
        trabajar()
        (correo,) = mail.outbox
        assert correo.to == ["nueva@demo.invalid"]
        assert ESPECIALISTA in correo.body

    def test_the_admin_gives_by_the_same_verb(self, jefa):
        persona = usuario()
        datos = {
            "documento": persona.documento, "rol": Group.objects.get(name=ESPECIALISTA).pk,
            "unidad": ugel().pk, "desde": f"{localdate():%d/%m/%Y}", "hasta": "",
        }  # fmt: skip
        entrar(jefa).post("/admin/accounts/asignacion/add/", datos, HTTP_USER_AGENT="Firefox")
        dada = persona.asignaciones.get()
        suceso = Suceso.objects.get(usuario=persona, tipo="rol_dado")
        assert (dada.dada_por, suceso.equipo) == (jefa, "Firefox")

    def test_not_what_one_lacks_nor_to_oneself_nor_elsewhere(self, jefa, colega):
        for a, rol in ((colega, "Auditor"), (jefa, ESPECIALISTA)):
            with pytest.raises(ValidationError):
                dar(jefa, a, rol)
        with pytest.raises(ValidationError, match="a su cargo"):
            dar(personal(ugel("210001"), RESPONSABLE), colega)

    def test_a_refused_one_writes_nothing(self, jefa, colega):
        antes = (Asignacion.objects.count(), Suceso.objects.count())
        with pytest.raises(ValidationError):
            dar(jefa, colega, hasta=localdate() - timedelta(days=1))
        assert (Asignacion.objects.count(), Suceso.objects.count()) == antes


class TestTerminar:
    def test_it_ends_in_the_moment_even_on_its_first_day(self, jefa):
        persona = usuario()
        dada = dar(jefa, persona)
        client = entrar(persona)
        assert client.get("/admin/").status_code == 200
        asignaciones.terminar_rol(dada.pk, por=jefa)
        assert client.get("/admin/").status_code == 302
        assert not puede(persona)
        assert [tipo for tipo, _ in sucesos(persona)] == ["rol_dado", "rol_cambiado"]

    def test_it_can_be_given_again_the_same_day(self, jefa):
        persona = usuario()
        asignaciones.terminar_rol(dar(jefa, persona).pk, por=jefa)
        dar(jefa, persona)
        assert puede(persona)

    def test_what_ended_is_never_changed(self, jefa):
        dada = dar(jefa, usuario())
        asignaciones.terminar_rol(dada.pk, por=jefa)
        for cambiar in (
            lambda: asignaciones.cambiar_fin(dada.pk, hasta=None, por=jefa),
            lambda: asignaciones.terminar_rol(dada.pk, por=jefa),
        ):
            with pytest.raises(ValidationError, match="ya terminó"):
                cambiar()
        direccion = f"/admin/accounts/asignacion/{dada.pk}/change/"
        assert entrar(jefa).post(direccion, {"hasta": ""}).status_code == 403

    def test_its_end_is_not_moved_to_the_past(self, jefa):
        dada = dar(jefa, usuario(), desde=localdate() - timedelta(days=30))
        direccion = f"/admin/accounts/asignacion/{dada.pk}/change/"
        ayer = localdate() - timedelta(days=1)
        pagina = entrar(jefa).post(direccion, {"hasta": f"{ayer:%d/%m/%Y}"})
        assert "no puede ser anterior a hoy" in pagina.content.decode()
        dada.refresh_from_db()
        assert dada.hasta is None

    def test_the_action_ends_what_one_could_give_and_no_more(self, jefa, colega):
        suya = dar(jefa, usuario())
        client = entrar(jefa)
        elegidas = [suya.pk, colega.asignaciones.get().pk]
        datos = {"action": "terminar", "_selected_action": elegidas}
        pagina = client.post("/admin/accounts/asignacion/", datos, follow=True).content.decode()
        assert "terminado." in pagina
        assert "derechos que usted no tiene" in pagina
        assert not Asignacion.objects.vigentes().filter(pk=suya.pk).exists()
        assert Asignacion.objects.vigentes().filter(usuario=colega).exists()

    def test_nobody_deletes_one(self, jefa):
        superusuario = Usuario.objects.create_superuser("99500000", "s@demo.invalid", "x" * 14)
        direccion = f"/admin/accounts/asignacion/{jefa.asignaciones.get().pk}/delete/"
        assert entrar(superusuario).post(direccion, {"post": "yes"}).status_code == 403


class TestDelegar:
    def test_the_delegate_does_what_the_titular_does_and_both_are_noted(self, jefa, colega):
        assert not puede(colega)
        dada = delegar(jefa, colega)
        assert puede(colega)
        assert (dada.dada_por, dada.delegacion_de.usuario) == (jefa, jefa)
        ((tipo, detalle),) = sucesos(colega)
        assert tipo == "rol_dado"
        assert "por delegación de Jefa" in detalle

    def test_it_lasts_from_one_day_to_the_other(self, jefa, colega):
        manana = localdate() + timedelta(days=1)
        delegar(jefa, colega, desde=manana, hasta=manana)
        assert not puede(colega)
        with dentro_de(days=1):
            assert puede(colega)
        with dentro_de(days=2):
            assert not puede(colega)

    @pytest.mark.parametrize("fin", ["terminada", "vencida", "cuenta desactivada"])
    def test_it_ends_with_what_it_is_of(self, jefa, colega, fin):
        delegar(jefa, colega)
        client = entrar(colega)
        lista = "/admin/solicitudes/solicitud/"
        assert client.get(lista).status_code == 200
        propia = jefa.asignaciones.filter(delegacion_de=None)
        if fin == "terminada":
            operador = personal(ugel("000000"), "Operador MINEDU")
            asignaciones.terminar_rol(propia.get().pk, por=operador)
        elif fin == "vencida":
            propia.update(desde=date(2020, 1, 1), hasta=localdate() - timedelta(days=1))
        else:
            Usuario.objects.filter(pk=jefa.pk).update(is_active=False)
        assert client.get(lista).status_code == 302
        assert not puede(colega)
        assert puede(colega, "boletas.view_boleta")  # his own role stays

    def test_the_titular_takes_it_back_and_nobody_elses(self, jefa, colega):
        dada = delegar(jefa, colega)
        otra = personal(ugel(), RESPONSABLE)
        assert entrar(otra).post(f"{DELEGAR}{dada.pk}/retirar/").status_code == 404
        assert entrar(colega).post(f"{DELEGAR}{dada.pk}/retirar/").status_code == 404
        assert puede(colega)
        client = entrar(jefa)
        assert client.post(f"{DELEGAR}{dada.pk}/retirar/").status_code == 302
        assert not puede(colega)
        assert client.post(f"{DELEGAR}{dada.pk}/retirar/", follow=True).status_code == 200

    def test_not_again_by_the_delegate(self, jefa, colega):
        dada = delegar(jefa, colega)
        tercera = personal(ugel(), ESPECIALISTA)
        hoy = localdate()
        with pytest.raises(ValidationError, match="otra vez"):
            asignaciones.delegar(
                dada.pk, usuario=tercera, desde=hoy, hasta=hoy, motivo="x", por=colega
            )

    def test_the_delegate_gives_no_roles_that_would_outlive_it(self, jefa, colega):
        delegar(jefa, colega)
        persona = usuario()
        with pytest.raises(ValidationError, match="a su cargo"):
            dar(colega, persona)
        especialista = personal(ugel(), ESPECIALISTA)
        with pytest.raises(ValidationError, match="a su cargo"):
            asignaciones.terminar_rol(especialista.asignaciones.get().pk, por=colega)
        assert not persona.asignaciones.exists()

    def test_the_delegate_never_decides_on_his_own_file(self, jefa):
        servidor = fabricas.servidor(ugel())
        dar(personal(ugel("000000"), "Operador MINEDU"), servidor.usuario)
        Asignacion.objects.filter(usuario=servidor.usuario).update(
            rol=Group.objects.get(name="Planillas")
        )
        solicitud = enviar_alta(servidor)
        delegar(jefa, servidor.usuario)
        assert puede(servidor.usuario, ATENDER)
        direccion = f"/admin/solicitudes/solicitud/{solicitud.pk}/change/"
        client = entrar(servidor.usuario)
        assert client.post(direccion, {"verbo": "atender"}).status_code == 404
        with pytest.raises((transiciones.VerboNegado, Solicitud.DoesNotExist)):
            decisiones.atender(solicitud.pk, por=servidor.usuario)
        solicitud.refresh_from_db()
        assert solicitud.abierta

    def test_sixty_days_and_no_more_and_not_beyond_the_role(self, jefa, colega):
        with pytest.raises(ValidationError, match="60 días"):
            delegar(jefa, colega, dias=60)
        fin = localdate() + timedelta(days=5)
        jefa.asignaciones.update(hasta=fin)
        with pytest.raises(ValidationError, match=f"termina el {fin:%d/%m/%Y}"):
            delegar(jefa, colega, dias=6)
        jefa.asignaciones.update(hasta=None)
        dada = delegar(jefa, colega, dias=59)
        operador = personal(ugel("000000"), "Operador MINEDU")
        for hasta in (None, dada.hasta + timedelta(days=1)):
            with pytest.raises(ValidationError, match="60 días"):
                asignaciones.cambiar_fin(dada.pk, hasta=hasta, por=operador)

    def test_only_to_a_colleague_told_like_who_does_not_exist(self, jefa):
        client = entrar(jefa)
        ajeno = personal(ugel("210001"), ESPECIALISTA)
        antes = Asignacion.objects.count()
        for documento in (usuario().documento, ajeno.documento, "99499999", jefa.documento):
            hoy = f"{localdate():%Y-%m-%d}"
            datos = {
                "funcion": jefa.asignaciones.get().pk, "documento": documento, "desde": hoy,
                "hasta": hoy, "motivo": "Licencia",
            }  # fmt: skip
            pagina = client.post(DELEGAR, datos)
            texto = pagina.content.decode()
            if documento != jefa.documento:
                assert asignaciones.NO_ES_COLEGA in texto
            assert pagina.status_code == 200
            assert "Licencia" in texto
        assert Asignacion.objects.count() == antes

    def test_not_a_role_of_another(self, jefa, colega):
        hoy = localdate()
        with pytest.raises(ValidationError):
            asignaciones.delegar(
                jefa.asignaciones.get().pk, usuario=personal(ugel(), ESPECIALISTA), desde=hoy,
                hasta=hoy, motivo="x", por=colega,
            )  # fmt: skip
        datos = {"funcion": jefa.asignaciones.get().pk, "documento": colega.documento}
        assert "Escoja una opción válida" in entrar(colega).post(DELEGAR, datos).content.decode()

    def test_the_page_delegates_once_however_often_it_is_pressed(self, jefa, colega):
        client = entrar(jefa)
        assert client.get(DELEGAR).status_code == 200
        hoy = localdate()
        datos = {
            "funcion": jefa.asignaciones.get().pk, "documento": f" {colega.documento} ",
            "desde": f"{hoy:%Y-%m-%d}", "hasta": f"{hoy + timedelta(days=3):%Y-%m-%d}",
            "motivo": "Comisión de servicios",
        }  # fmt: skip
        assert client.post(DELEGAR, datos).status_code == 302
        assert "ya tiene ese rol" in client.post(DELEGAR, datos).content.decode()
        assert colega.asignaciones.filter(delegacion_de__usuario=jefa).count() == 1
        assert "Comisión de servicios" in client.get(DELEGAR).content.decode()

    def test_who_has_no_role_has_no_such_page(self):
        client = entrar(usuario())
        assert client.get(DELEGAR).status_code == 403
        assert "Delegar mis funciones" not in client.get("/mi-cuenta/").content.decode()

    def test_for_an_absent_one_by_who_could_give_the_role(self, jefa, colega):
        operador = entrar(personal(ugel("000000"), "Operador MINEDU"))
        direccion = f"/admin/accounts/asignacion/{jefa.asignaciones.get().pk}/delegar/"
        hoy = f"{localdate():%Y-%m-%d}"
        persona = usuario()
        datos = {
            "funcion": jefa.asignaciones.get().pk, "documento": persona.documento, "desde": hoy,
            "hasta": hoy, "motivo": "Licencia por salud",
        }  # fmt: skip
        assert operador.get(direccion).status_code == 200
        assert operador.post(direccion, datos).status_code == 302
        assert puede(persona)
        trabajar()
        assert [c.to for c in mail.outbox] == [["jefa@demo.invalid"]]
        supervisor = entrar(personal(ugel("190000"), "Supervisor DRE"))
        assert supervisor.post(direccion, datos).status_code == 403
        ajena = entrar(personal(ugel("210001"), RESPONSABLE))
        assert ajena.post(direccion, datos).status_code == 404


class TestQuienTieneQue:
    lista = "/admin/accounts/asignacion/"

    def test_it_says_who_what_where_since_when_and_by_whom(self, jefa, colega):
        dada = dar(jefa, usuario(nombre="Nueva Persona"))
        delegar(jefa, colega)
        auditor = entrar(personal(ugel("000000"), "Auditor"))
        texto = auditor.get(self.lista, {"q": "Nueva"}).content.decode()
        for dato in ("Nueva Persona", ESPECIALISTA, ugel().nombre, "Jefa", "Sin fecha de fin"):
            assert dato in texto
        delegaciones = auditor.get(self.lista, {"estado": "delegaciones"}).content.decode()
        assert "Colega" in delegaciones
        assert "Nueva Persona" not in delegaciones
        asignaciones.terminar_rol(dada.pk, por=jefa)
        assert "Nueva Persona" not in auditor.get(self.lista).content.decode()
        terminadas = auditor.get(self.lista, {"estado": "terminadas"}).content.decode()
        assert "Nueva Persona" in terminadas
        assert auditor.get(self.lista, {"estado": "otro"}).status_code == 400

    def test_superusers_are_told_to_who_sees_the_country(self, jefa):
        Usuario.objects.create_superuser("99500000", "s@demo.invalid", "x" * 14)
        auditor = entrar(personal(ugel("000000"), "Auditor"))
        for direccion in (self.lista, f"{self.lista}csv/"):
            assert "99500000" in auditor.get(direccion).content.decode()
            assert "99500000" not in entrar(jefa).get(direccion).content.decode()

    def test_the_download_has_the_rows_of_the_list_no_formula_and_an_event(self, jefa):
        dar(jefa, usuario(nombre='=HYPERLINK("x")'))
        personal(ugel("210001"), nombre="De Puno")
        auditor = personal(ugel("000000"), "Auditor")
        respuesta = entrar(auditor).get(f"{self.lista}csv/", {"unidad__id__exact": ugel().pk})
        texto = respuesta.content.decode("utf-8-sig")
        assert """"'=HYPERLINK""" in texto
        assert "De Puno" not in texto
        ((tipo, detalle),) = sucesos(auditor)
        assert tipo == "exportacion"
        assert "Quién tiene qué" in detalle

    def test_a_branch_downloads_its_own_and_who_has_no_right_nothing(self, jefa):
        personal(ugel("210001"), nombre="De Puno")
        suyo = entrar(jefa).get(f"{self.lista}csv/").content.decode()
        assert "De Puno" not in suyo
        planillas = entrar(personal(ugel(), "Planillas"))
        assert planillas.get(f"{self.lista}csv/").status_code == 403
        assert entrar(jefa).get(f"{self.lista}csv/", {"e": "1", "x__y": "1"}).status_code == 400


def test_what_is_no_date_nor_unit_is_told_in_the_form(jefa):
    client = entrar(jefa)
    datos = {"documento": usuario().documento, "rol": "x", "unidad": "9" * 30, "desde": "ayer"}
    for hasta in ("mañana", "31/02/2026", "01/01/0001"):
        pagina = client.post("/admin/accounts/asignacion/add/", datos | {"hasta": hasta})
        assert pagina.status_code == 200
    pagina = client.post(DELEGAR, {"funcion": "9" * 30, "desde": "ayer", "hasta": "x"})
    assert pagina.status_code == 200
