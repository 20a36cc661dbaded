"""The admin of access: nobody rises, nobody reaches over the fence, no password is shown."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core import mail

from accounts.models import Asignacion, PadronEvaluacion, Unidad, Usuario
from tests.accounts.apoyo import trabajar
from tests.fabricas import personal, ugel, usuario

pytestmark = pytest.mark.django_db
ESPECIALISTA, RESPONSABLE = "Especialista de escalafón", "Responsable de escalafón"
OPERADOR = "Operador MINEDU"


@pytest.fixture
def entrar(client):
    def entrar(persona: Usuario):
        client.force_login(persona, backend="accounts.backends.AsignacionBackend")
        return client

    return entrar


@pytest.fixture
def responsable(entrar):
    return entrar(personal(ugel("190001"), RESPONSABLE))


@pytest.fixture
def operador(entrar):
    return entrar(personal(ugel("000000"), OPERADOR))


@pytest.fixture
def superusuario(entrar):
    return entrar(Usuario.objects.create_superuser("99500000", "super@demo.invalid", "x" * 14))


def unidad(**cambio: str) -> dict[str, str]:
    vacia = {"provincia": "", "mesa_de_partes": "", "contacto": "", "recibe_sustentos": "ambas"}
    return vacia | cambio


def guardado(respuesta) -> bool:
    """Whether the admin saved: it goes on to another page; with errors it stays."""
    return respuesta.status_code == 302


class TestUnidades:
    def direccion(self, codigo: str) -> str:
        return f"/admin/accounts/unidad/{ugel(codigo).pk}/change/"

    def test_its_staff_keeps_the_directory_and_nothing_else(self, responsable):
        datos = unidad(mesa_de_partes="https://mesa.invalid/", provincia="Pasco")
        datos |= {"nombre": "Otro nombre", "codigo": "999999", "tipo": "DRE", "superior": "1"}
        antes = ugel("190001")
        assert guardado(responsable.post(self.direccion("190001"), datos))
        despues = ugel("190001")
        assert despues.mesa_de_partes == "https://mesa.invalid/"
        assert despues.provincia == "Pasco"
        assert (despues.nombre, despues.tipo, despues.superior_id) == (
            antes.nombre, antes.tipo, antes.superior_id,
        )  # fmt: skip

    @pytest.mark.parametrize("codigo", ["190002", "190000", "210001", "000000"])
    def test_other_units_do_not_exist_for_it(self, responsable, codigo):
        responsable.post(self.direccion(codigo), unidad(contacto="intruso"))
        assert ugel(codigo).contacto != "intruso"
        lista = responsable.get("/admin/accounts/unidad/").content.decode()
        assert (">190001<" in lista, f">{codigo}<" in lista) == (True, False)

    def test_a_dre_keeps_that_of_its_ugel(self, entrar):
        client = entrar(personal(ugel("190000"), RESPONSABLE))
        assert guardado(client.post(self.direccion("190002"), unidad(contacto="063 000 000")))
        assert ugel("190002").contacto == "063 000 000"

    def test_who_only_looks_cannot_change(self, entrar):
        client = entrar(personal(ugel("190001"), ESPECIALISTA))
        assert client.get(self.direccion("190001")).status_code == 200
        assert client.post(self.direccion("190001"), unidad()).status_code == 403

    def test_nobody_of_a_ugel_makes_units(self, responsable):
        assert responsable.get("/admin/accounts/unidad/add/").status_code == 403

    def test_the_operator_makes_them_under_the_right_level(self, operador):
        datos = unidad(codigo="190099", nombre="UGEL Nueva", tipo="UGEL")
        minedu, dre = ugel("000000"), ugel("190000")
        mala = operador.post("/admin/accounts/unidad/add/", datos | {"superior": minedu.pk})
        assert "Una UGEL depende de una DRE" in mala.content.decode()
        assert guardado(operador.post("/admin/accounts/unidad/add/", datos | {"superior": dre.pk}))
        assert Unidad.objects.get(codigo="190099").superior == dre

    def test_a_repeated_or_malformed_code_is_told(self, operador):
        for codigo in ("190001", "19x"):
            datos = unidad(codigo=codigo, nombre="X", tipo="UGEL", superior=str(ugel("190000").pk))
            respuesta = operador.post("/admin/accounts/unidad/add/", datos)
            assert respuesta.status_code == 200
            assert respuesta.context["adminform"].form.errors

    def test_nobody_deletes_them(self, superusuario):
        direccion = self.direccion("190001").replace("change", "delete")
        assert superusuario.post(direccion, {"post": "yes"}).status_code == 403


class TestUsuarios:
    def direccion(self, persona: Usuario) -> str:
        return f"/admin/accounts/usuario/{persona.pk}/change/"

    def datos(self, persona: Usuario, **cambio: str) -> dict[str, str]:
        return {"correo": persona.correo, "nombre": persona.nombre, "is_active": "on"} | cambio

    def test_a_ugel_sees_none(self, responsable):
        persona = usuario()
        assert responsable.get("/admin/accounts/usuario/").status_code == 403
        assert responsable.get(self.direccion(persona)).status_code in (302, 403)

    def test_no_password_is_shown_nor_taken(self, superusuario):
        persona = usuario()
        pagina = superusuario.get(self.direccion(persona)).content.decode()
        assert "argon2" not in pagina
        assert 'name="password"' not in pagina
        datos = self.datos(persona, password="robada", documento="99999999", nombre="Nuevo")
        assert guardado(superusuario.post(self.direccion(persona), datos))
        despues = Usuario.objects.get(pk=persona.pk)
        assert (despues.password, despues.documento) == (persona.password, persona.documento)
        assert despues.nombre == "Nuevo"

    def test_the_operator_deactivates_and_makes_no_superuser(self, operador):
        persona = usuario()
        datos = self.datos(persona, is_superuser="on")
        del datos["is_active"]
        assert guardado(operador.post(self.direccion(persona), datos))
        persona.refresh_from_db()
        assert not persona.is_active
        assert not persona.is_superuser

    def test_a_superuser_is_out_of_the_operators_reach(self, operador):
        jefe = Usuario.objects.create_superuser("99500001", "jefe@demo.invalid", "x" * 14)
        datos = self.datos(jefe, correo="mio@demo.invalid")
        assert operador.post(self.direccion(jefe), datos).status_code == 403
        jefe.refresh_from_db()
        assert jefe.correo == "jefe@demo.invalid"

    def test_another_mail_is_told_to_the_old_one(self, operador):
        persona = usuario(correo="antes@demo.invalid")
        datos = self.datos(persona, correo="Ahora@demo.invalid")
        assert guardado(operador.post(self.direccion(persona), datos))
        trabajar()
        persona.refresh_from_db()
        assert persona.correo == "ahora@demo.invalid"
        assert mail.outbox[0].to == ["antes@demo.invalid"]

    def test_an_account_made_by_hand_waits_for_its_link(self, superusuario):
        datos = {
            "documento": " ab99 ",
            "correo": "x@demo.invalid",
            "nombre": "X",
            "is_active": "on",
        }
        assert guardado(superusuario.post("/admin/accounts/usuario/add/", datos))
        persona = Usuario.objects.get(documento="AB99")
        assert not persona.has_usable_password()
        accion = {"action": "enviar_enlace", "_selected_action": [persona.pk]}
        superusuario.post("/admin/accounts/usuario/", accion)
        trabajar()
        assert mail.outbox[0].to == ["x@demo.invalid"]

    def test_the_operator_makes_no_accounts_by_hand(self, operador):
        assert operador.get("/admin/accounts/usuario/add/").status_code == 403


class TestAsignaciones:
    agregar = "/admin/accounts/asignacion/add/"

    def datos(self, persona: Usuario, rol: str = ESPECIALISTA, codigo: str = "190001", **cambio):
        return {
            "documento": persona.documento, "rol": Group.objects.get(name=rol).pk,
            "unidad": ugel(codigo).pk, "desde": "01/03/2026", "hasta": "",
        } | cambio  # fmt: skip

    def quejas(self, respuesta) -> str:
        assert respuesta.status_code == 200
        return str(respuesta.context["adminform"].form.errors)

    def test_a_role_below_ones_own_is_given_in_ones_branch(self, responsable):
        persona = usuario()
        assert guardado(responsable.post(self.agregar, self.datos(persona)))
        (dada,) = persona.asignaciones.all()
        assert (dada.rol.name, dada.unidad.codigo, dada.desde) == (
            ESPECIALISTA, "190001", date(2026, 3, 1),
        )  # fmt: skip

    @pytest.mark.parametrize("rol", ["Planillas", "Supervisor DRE", OPERADOR, "Auditor"])
    def test_a_role_with_rights_that_one_lacks_is_refused(self, responsable, rol):
        persona = usuario()
        respuesta = responsable.post(self.agregar, self.datos(persona, rol))
        assert "derechos que usted no tiene" in self.quejas(respuesta)
        assert not persona.asignaciones.exists()

    def test_rights_held_elsewhere_do_not_count(self, entrar):
        jefa = personal(ugel("190001"), RESPONSABLE)
        Asignacion.objects.create(
            usuario=jefa, rol=Group.objects.get(name="Planillas"), unidad=ugel("210001")
        )
        respuesta = entrar(jefa).post(self.agregar, self.datos(usuario(), "Planillas"))
        assert "derechos que usted no tiene" in self.quejas(respuesta)

    @pytest.mark.parametrize("codigo", ["190002", "190000", "210001", "000000"])
    def test_not_in_a_unit_of_another(self, responsable, codigo):
        persona = usuario()
        respuesta = responsable.post(self.agregar, self.datos(persona, codigo=codigo))
        assert "unidad" in self.quejas(respuesta)
        assert not persona.asignaciones.exists()

    def test_the_choice_names_no_unit_of_another(self, responsable):
        pagina = responsable.get(self.agregar).content.decode()
        assert ugel("190001").nombre in pagina
        assert ugel("190002").nombre not in pagina

    def test_nobody_gives_himself_a_role(self, entrar):
        jefa = personal(ugel("000000"), OPERADOR)
        respuesta = entrar(jefa).post(self.agregar, self.datos(jefa))
        assert "Nadie puede darse un rol" in self.quejas(respuesta)
        assert jefa.asignaciones.count() == 1

    def test_ones_own_is_not_there_to_be_prolonged(self, entrar):
        jefa = personal(ugel("000000"), OPERADOR)
        propia = jefa.asignaciones.get()
        respuesta = entrar(jefa).get(f"/admin/accounts/asignacion/{propia.pk}/change/")
        assert respuesta.status_code == 302

    def test_unknown_repeated_and_backwards_are_told(self, responsable):
        persona = usuario()
        desconocido = self.datos(persona, documento="99499999")
        assert "No hay un usuario activo" in self.quejas(
            responsable.post(self.agregar, desconocido)
        )
        al_reves = self.datos(persona, hasta="28/02/2026")
        assert "terminar antes de empezar" in self.quejas(responsable.post(self.agregar, al_reves))
        assert guardado(responsable.post(self.agregar, self.datos(persona)))
        repetida = responsable.post(self.agregar, self.datos(persona))
        assert "Esa persona ya tiene ese rol" in self.quejas(repetida)

    def test_only_the_end_of_a_given_one_changes(self, responsable):
        persona, otra = usuario(), usuario()
        responsable.post(self.agregar, self.datos(persona))
        dada = persona.asignaciones.get()
        direccion = f"/admin/accounts/asignacion/{dada.pk}/change/"
        al_reves = responsable.post(direccion, {"hasta": "28/02/2026"})
        assert "terminar antes de empezar" in self.quejas(al_reves)
        datos = self.datos(otra, OPERADOR, "000000", hasta="31/12/2026")
        assert guardado(responsable.post(direccion, datos))
        dada.refresh_from_db()
        assert (dada.usuario, dada.rol.name, dada.unidad.codigo) == (
            persona,
            ESPECIALISTA,
            "190001",
        )
        assert dada.hasta == date(2026, 12, 31)

    def test_that_of_another_unit_does_not_exist(self, responsable):
        ajena = personal(ugel("190002")).asignaciones.get()
        direccion = f"/admin/accounts/asignacion/{ajena.pk}/change/"
        assert responsable.get(direccion).status_code == 302
        responsable.post(direccion, {"hasta": "31/12/2026"})
        ajena.refresh_from_db()
        assert ajena.hasta is None

    def test_the_supervisor_only_looks(self, entrar):
        client = entrar(personal(ugel("190000"), "Supervisor DRE"))
        suya = personal(ugel("190002")).asignaciones.get()
        assert client.get(f"/admin/accounts/asignacion/{suya.pk}/change/").status_code == 200
        assert client.get(self.agregar).status_code == 403


@pytest.mark.parametrize("tabla", ["padronevaluacion", "pedidocontrasena"])
def test_padron_and_requests_are_to_look_at_for_who_has_the_country(entrar, tabla):
    PadronEvaluacion.objects.create(documento="99600001", correo="visible@demo.invalid")
    auditor = entrar(personal(ugel("000000"), "Auditor"))
    lista = auditor.get(f"/admin/accounts/{tabla}/")
    assert lista.status_code == 200
    assert ("visible@demo.invalid" in lista.content.decode()) == (tabla == "padronevaluacion")
    assert auditor.get(f"/admin/accounts/{tabla}/add/").status_code == 403
    de_una_ugel = entrar(personal(ugel("190001"), "Auditor"))
    assert (
        "visible@demo.invalid" not in de_una_ugel.get(f"/admin/accounts/{tabla}/").content.decode()
    )


@pytest.mark.parametrize("direccion", ["auth/group/", "auth/group/add/"])
def test_what_a_role_may_do_is_for_superusers(operador, direccion):
    assert operador.get(f"/admin/{direccion}").status_code == 403


def test_the_superuser_sees_roles_and_tasks(superusuario):
    assert superusuario.get("/admin/auth/group/").status_code == 200
    assert superusuario.get("/admin/django_tasks_database/dbtaskresult/").status_code == 200
    assert superusuario.get("/admin/django_tasks_database/dbtaskresult/add/").status_code == 403


@pytest.mark.parametrize("ruta", ["otp_totp/totpdevice/", "otp_totp/totpdevice/0/config/"])
def test_no_page_of_the_admin_shows_a_second_factor(client, ruta):
    client.force_login(Usuario.objects.create_superuser("99000009"))
    assert client.get(f"/admin/{ruta}").status_code == 404
