"""Second pair of eyes over what staff change: one proposes, another confirms."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from legajo import cambios, propuestas
from legajo.models import Propuesta, Servidor, Vinculo
from tests import fabricas
from tests.cliente import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


@pytest.fixture
def uno():
    return fabricas.personal(fabricas.ugel(), nombre="Una")


@pytest.fixture
def otra():
    return fabricas.personal(fabricas.ugel(), nombre="Otra")


def dentro(usuario) -> Client:
    client = Client()
    client.force_login(usuario, "accounts.backends.AsignacionBackend")
    return client


def editar(client: Client, fila, **cambio):
    """Post the form of a row as the page gave it, but for `cambio`."""
    meta = fila._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[fila.pk])
    form = client.get(url).context["adminform"].form
    datos = {n: v for n in form.fields if (v := form[n].value()) not in (None, False)}
    datos = {n: v.isoformat() if isinstance(v, date) else v for n, v in datos.items()}
    datos.pop("archivo", None)
    datos["folios_por_seccion"] = ""
    return client.post(url, datos | cambio, follow=True)


def test_la_identidad_no_cambia_hasta_que_otra_persona_lo_confirma(persona, uno, otra):
    respuesta = editar(dentro(uno), persona, primer_apellido="Quispi", ambiente="2B")
    assert "queda por confirmar" in respuesta.content.decode()
    persona.refresh_from_db()
    assert (persona.primer_apellido, persona.ambiente) == ("Quispe", "2B")
    propuesta = Propuesta.objects.get()
    url = reverse("admin:legajo_propuesta_change", args=[propuesta.pk])
    suya = dentro(uno)
    assert "lo confirma otra persona" in suya.get(url).content.decode()
    suya.post(url, {"confirmar": "1"})
    persona.refresh_from_db()
    assert persona.primer_apellido == "Quispe"
    ajena = dentro(otra)
    pagina = ajena.get(url).content.decode()
    assert "Quispi" in pagina
    assert "Confirmar el cambio" in pagina
    for _ in range(2):  # the second click
        ajena.post(url, {"confirmar": "1"})
    persona.refresh_from_db()
    assert persona.primer_apellido == "Quispi"
    ultima = persona.historia.order_by("pgh_id").last()
    assert ultima.pgh_context["usuario"] == otra.pk
    assert "Una" in ultima.pgh_context["motivo"]
    assert persona.historia.filter(primer_apellido="Quispi").count() == 1


def test_la_fecha_de_ingreso_de_un_vinculo_tambien(persona, uno, otra):
    vinculo = fabricas.registro(Vinculo.tipo, persona, fecha_inicio="2019-03-01")
    editar(dentro(uno), vinculo, fecha_inicio="2018-03-01", anotaciones="Revisado")
    vinculo.refresh_from_db()
    assert (vinculo.fecha_inicio, vinculo.anotaciones) == (date(2019, 3, 1), "Revisado")
    hecha = propuestas.confirmar(Propuesta.objects.get().pk, por=otra)
    vinculo.refresh_from_db()
    assert vinculo.fecha_inicio == date(2018, 3, 1)
    assert (hecha.estado, hecha.decidida_por) == ("confirmada", otra)


def proponer(persona, uno, **cambio):
    editar(dentro(uno), persona, **(cambio or {"nombres": "Rosa María"}))
    return Propuesta.objects.get(estado="pendiente")


def test_devolver_dice_por_que_y_deja_todo_como_estaba(persona, uno, otra):
    propuesta = proponer(persona, uno)
    url = reverse("admin:legajo_propuesta_change", args=[propuesta.pk])
    assert "Escriba el motivo" in dentro(otra).post(url, {"devolver": "1"}).content.decode()
    dentro(otra).post(url, {"devolver": "1", "motivo": "El DNI dice otra cosa"})
    propuesta.refresh_from_db()
    persona.refresh_from_db()
    assert (propuesta.estado, propuesta.motivo) == ("devuelta", "El DNI dice otra cosa")
    assert persona.nombres == "Rosa"
    with pytest.raises(ValidationError, match="Devuelta"):
        propuestas.confirmar(propuesta.pk, por=otra)


def test_lo_que_cambio_despues_no_se_pisa(persona, uno, otra):
    propuesta = proponer(persona, uno)
    persona = Servidor.objects.get(pk=persona.pk)
    persona.nombres = "Rosa Elvira"
    cambios.cambiar_servidor(
        persona, campos=("nombres",), autoria=cambios.Autoria(otra, "importación 1")
    )
    with pytest.raises(ValidationError, match="cambió después"):
        propuestas.confirmar(propuesta.pk, por=otra)
    persona.refresh_from_db()
    assert persona.nombres == "Rosa Elvira"


def test_una_segunda_propuesta_sobre_lo_mismo_se_dice(persona, uno):
    proponer(persona, uno)
    respuesta = editar(dentro(uno), persona, nombres="Otra")
    assert "Ya hay un cambio por confirmar" in respuesta.content.decode()
    assert Propuesta.objects.count() == 1


@pytest.mark.parametrize(
    ("rol", "unidad"),
    [("Especialista de escalafón", "190002"), ("Planillas", "190001"), ("Auditor", "190000"),
     ("Supervisor DRE", "190000")],
)  # fmt: skip
def test_no_confirma_quien_no_debe(persona, uno, rol, unidad):
    propuesta = proponer(persona, uno)
    quien = fabricas.personal(fabricas.ugel(unidad), rol)
    url = reverse("admin:legajo_propuesta_change", args=[propuesta.pk])
    assert dentro(quien).post(url, {"confirmar": "1"}).status_code in (403, 404)
    with pytest.raises(Propuesta.DoesNotExist):
        propuestas.confirmar(propuesta.pk, por=quien)


def test_ni_la_base_deja_confirmar_lo_propio(persona, uno):
    propuesta = proponer(persona, uno)
    with pytest.raises(IntegrityError, match="confirma_otro"), transaction.atomic():
        Propuesta.objects.filter(pk=propuesta.pk).update(
            estado="confirmada", decidida_por=uno, decidida_en="2026-11-25T10:00Z"
        )
