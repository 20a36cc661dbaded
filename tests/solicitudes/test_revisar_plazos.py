"""The daily command: who is told of which term, once however often and by however many it runs."""

import threading
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import Asignacion, Envio, Usuario
from solicitudes import decisiones, vencimientos, verbos
from solicitudes.models import AvisoDePlazo, Feriado, Plazo, Resumen, Solicitud
from solicitudes.plazos import sumar_habiles
from tests import fabricas
from tests.solicitudes.apoyo import enviar_alta
from tests.solicitudes.test_plazos import a_las

pytestmark = pytest.mark.django_db
ENVIADA = date(2026, 9, 1)
VENCE = date(2026, 10, 14)


def staff(rol: str, codigo: str = "190001") -> str:
    """The mail of somebody with that role there."""
    correo = f"{fabricas.documento()}@demo.invalid"
    with a_las(date(2026, 1, 5)):
        fabricas.personal(fabricas.ugel(codigo), rol, correo=correo)
    return correo


@pytest.fixture
def gente() -> dict[str, str]:
    return {
        "especialista": staff("Especialista de escalafón"),
        "responsable": staff("Responsable de escalafón"),
        "supervisor": staff("Supervisor DRE", "190000"),
        "jefe_dre": staff("Responsable de escalafón", "190000"),
        "auditor": staff("Auditor", "190000"),
        "planillas": staff("Planillas"),
        "vecino": staff("Responsable de escalafón", "210001"),
    }


def pedir() -> Solicitud:
    with a_las(ENVIADA):
        persona = fabricas.servidor(fabricas.ugel())
        persona.usuario.correo = "rosa@demo.invalid"
        persona.usuario.save()
        solicitud = enviar_alta(persona)
    assert solicitud.vence == VENCE
    return solicitud


def revisar(dia: date) -> None:
    with a_las(dia):
        call_command("revisar_plazos", verbosity=0)


def avisos() -> list[tuple[str, str]]:
    filas = Envio.objects.filter(clase__startswith="plazo_").values_list("clase", "para")
    return sorted((clase.removeprefix("plazo_"), para) for clase, para in filas)


def test_recuerda_avisa_y_escala_a_quien_toca_una_vez_cada_cosa(gente):
    pedir()
    revisar(date(2026, 10, 5))  # six working days before: the 8th is a holiday
    assert avisos() == []
    for dia in (date(2026, 10, 6), date(2026, 10, 7), VENCE):
        revisar(dia)
        assert avisos() == [("recordatorio", gente["responsable"])], dia
    for dia in (date(2026, 10, 15), date(2026, 10, 16), date(2026, 10, 20)):
        revisar(dia)
        assert ("vencida", gente["responsable"]) in avisos(), dia
        assert len(avisos()) == 2, dia
    for dia in (date(2026, 10, 21), date(2026, 10, 22)):
        revisar(dia)
        escaladas = {para for clase, para in avisos() if clase == "escalada"}
        assert escaladas == {gente["supervisor"], gente["jefe_dre"]}, dia
        assert len(avisos()) == 4, dia
    assert AvisoDePlazo.objects.count() == 3


def test_el_recordatorio_es_para_quien_la_tiene(gente):
    solicitud = pedir()
    quien = Usuario.objects.get(correo=gente["especialista"])
    Solicitud.objects.filter(pk=solicitud.pk).update(asignada_a=quien)
    revisar(date(2026, 10, 7))
    assert avisos() == [("recordatorio", gente["especialista"])]
    Envio.objects.filter(clase="plazo_recordatorio").delete()
    quien.asignaciones.update(hasta=date(2026, 10, 1), desde=date(2026, 1, 1))
    otra = pedir()
    Solicitud.objects.filter(pk=otra.pk).update(asignada_a=quien)
    revisar(date(2026, 10, 7))
    assert avisos() == [("recordatorio", gente["responsable"])]


def test_sin_responsable_se_avisa_a_quien_decide_y_si_no_a_la_dre():
    supervisor, pk = staff("Supervisor DRE", "190000"), pedir().pk
    revisar(date(2026, 10, 15))
    assert avisos() == [("vencida", supervisor)]
    especialista = staff("Especialista de escalafón")
    Solicitud.objects.filter(pk=pk).update(vence=date(2026, 10, 13))  # another term
    revisar(date(2026, 10, 15))
    assert ("vencida", especialista) in avisos()


def test_de_lo_propio_no_se_avisa_a_uno_mismo(gente):
    solicitud = pedir()
    jefe = Usuario.objects.get(correo=gente["responsable"])
    Asignacion.objects.filter(usuario=jefe).update(usuario=solicitud.servidor.usuario)
    revisar(date(2026, 10, 15))
    assert avisos() == [("vencida", gente["especialista"])]


def test_la_observada_que_no_se_subsana_se_dice_a_los_dos_y_su_plazo_no_corre(gente):
    pk, decisor = pedir().pk, Usuario.objects.get(correo=gente["especialista"])
    with a_las(date(2026, 9, 8)):
        observada = decisiones.observar(pk, por=decisor, motivo="Falta el reverso")
    assert observada.subsanar_hasta == date(2026, 9, 15)
    revisar(date(2026, 9, 15))
    assert avisos() == []
    for dia in (date(2026, 9, 16), date(2026, 12, 1)):
        revisar(dia)
        assert avisos() == [("subsanar", gente["responsable"]), ("subsanar", "rosa@demo.invalid")]


def test_lo_decidido_lo_anulado_y_lo_que_no_tiene_plazo_no_se_avisa(gente):
    decidida, anulada, sin_plazo = pedir(), pedir(), pedir()
    decisor = Usuario.objects.get(correo=gente["especialista"])
    decisiones.atender(decidida.pk, por=decisor)
    verbos.anular(anulada.pk, por=anulada.servidor.usuario)
    Solicitud.objects.filter(pk=sin_plazo.pk).update(vence=None)
    revisar(date(2026, 12, 1))
    assert avisos() == []


def test_un_feriado_de_la_region_adelanta_el_recordatorio_y_el_termino_es_un_dato(gente):
    pedir()
    Feriado.objects.create(
        dia=date(2026, 10, 12), nombre="Aniversario", unidad=fabricas.ugel("190000")
    )
    revisar(date(2026, 10, 5))
    assert avisos() == [("recordatorio", gente["responsable"])]
    Plazo.objects.filter(procedimiento="escalamiento").update(dias=1)
    revisar(date(2026, 10, 15))
    assert {clase for clase, _ in avisos()} == {"recordatorio", "vencida", "escalada"}


def test_va_por_lotes_y_no_deja_ninguna(gente, monkeypatch):
    monkeypatch.setattr(vencimientos, "LOTE", 2)
    for _ in range(5):
        pedir()
    with a_las(date(2026, 10, 15)):
        assert vencimientos.revisar()[AvisoDePlazo.Clase.VENCIDA] == 5
    assert len(avisos()) == 5
    assert len(set(Envio.objects.filter(clase="plazo_vencida").values_list("datos__numero"))) == 5


def test_si_el_correo_no_se_puede_deber_el_aviso_queda_por_dar(gente, monkeypatch):
    pedir()
    with monkeypatch.context() as roto, a_las(date(2026, 10, 15)):
        roto.setattr("solicitudes.avisos.envios.avisar", _caer)
        with pytest.raises(RuntimeError):
            vencimientos.revisar()
    assert not AvisoDePlazo.objects.exists()
    revisar(date(2026, 10, 15))
    assert avisos() == [("vencida", gente["responsable"])]


def _caer(*_: object, **__: object) -> None:
    raise RuntimeError


def test_tambien_renueva_el_panel(gente):
    pedir()
    revisar(date(2026, 10, 15))
    assert Resumen.objects.get(mes=date(2026, 10, 1)).vencidas == 1


@pytest.mark.django_db(transaction=True)
def test_dos_procesos_a_la_vez_avisan_una_sola_vez(gente):
    claves = [pedir().pk for _ in range(12)]
    salida, contados = threading.Barrier(4), []

    def correr() -> None:
        try:
            salida.wait()
            contados.append(vencimientos.revisar()[AvisoDePlazo.Clase.VENCIDA])
        finally:
            connection.close()

    with a_las(sumar_habiles(VENCE, 1)):
        hilos = [threading.Thread(target=correr) for _ in range(4)]
        for hilo in hilos:
            hilo.start()
        for hilo in hilos:
            hilo.join()
    assert len(contados) == 4
    assert sum(contados) == len(claves)
    assert avisos() == [("vencida", gente["responsable"])] * len(claves)
