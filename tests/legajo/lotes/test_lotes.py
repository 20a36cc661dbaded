"""A batch from its list to its last row, with the worker in this process."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import Asignacion, Suceso
from accounts.origen import Origen
from legajo.lotes import filas, verbos
from legajo.lotes.avance import avance_de
from legajo.models import Documento, FilaDeLote, Lote, Servidor
from portal.pdf import PdfNoDisponible
from tests import fabricas
from tests.accounts.apoyo import dentro_de, trabajar
from tests.legajo.lotes.apoyo import PEDIDO, Mesa, direccion, emitidos, estados

pytestmark = pytest.mark.django_db
Estado = Lote.Estado


@pytest.fixture
def mesa():
    return Mesa()


@pytest.fixture
def sin_dibujar(monkeypatch):
    """Drawing takes a second; here it is not looked at."""
    monkeypatch.setattr("portal.pdf.render", lambda *a, **k: b"%PDF-1.7 de prueba")
    monkeypatch.setattr("legajo.lotes.muestra._medir", lambda *a: (3, 0.5))


def test_from_the_trial_to_the_last_row(mesa):
    lote = mesa.prepara()
    assert "Calculando" in mesa.pagina(lote)
    trabajar()
    assert not Documento.objects.exists()
    lote.refresh_from_db()
    assert lote.paginas >= 1
    assert lote.segundos > 0
    pagina = mesa.pagina(lote)
    assert "3 documentos" in pagina
    assert "páginas en total" in pagina
    assert "Emitir 3" in pagina
    mesa.hace(lote, "empezar")
    trabajar()
    lote.refresh_from_db()
    assert (lote.estado, estados(lote)) == (Estado.TERMINADO, {"emitida": 3})
    hechos = emitidos(lote)
    assert {d.titular for d in hechos} == set(mesa.gente)
    assert {(d.emitido_por, d.expediente, d.unidad) for d in hechos} == {
        (mesa.jefe, "E-77", mesa.unidad)
    }
    assert all(f.documento.titular == f.servidor for f in lote.filas.all())
    pagina = mesa.pagina(lote)
    assert "3 de 3" in pagina
    assert "Descargar los documentos" in pagina
    assert Suceso.objects.filter(tipo="lote", usuario=mesa.jefe, unidad=mesa.unidad).count() == 1


def test_a_task_that_runs_again_issues_nothing_twice(mesa, sin_dibujar):
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    for fila in lote.filas.all():
        filas.emitir_fila.enqueue(fila.pk)
        filas.emitir_fila.enqueue(fila.pk)
    filas.repartir.enqueue(lote.pk)
    trabajar()
    assert len(emitidos(lote)) == 3
    assert Documento.objects.count() == 3
    assert set(lote.filas.values_list("intentos", flat=True)) == {1}


def test_pause_lets_nothing_begin_and_resume_goes_on(mesa, sin_dibujar):
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    mesa.hace(lote, "pausar")
    trabajar()
    assert estados(lote) == {"pendiente": 3}
    with pytest.raises(ValidationError):
        mesa.hace(lote, "pausar")
    mesa.hace(lote, "reanudar")
    trabajar()
    assert estados(lote) == {"emitida": 3}


def test_cancel_keeps_what_was_issued_and_begins_nothing_more(mesa, sin_dibujar):
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    filas.emitir_fila.call(lote.filas.first().pk)
    mesa.hace(lote, "cancelar")
    trabajar()
    assert estados(lote) == {"emitida": 1, "cancelada": 2}
    assert "Armar el ZIP" in mesa.pagina(lote)
    for verbo in ("reanudar", "empezar", "cancelar"):
        with pytest.raises(ValidationError):
            mesa.hace(lote, verbo)


def test_a_prepared_batch_can_be_thrown_away(mesa, sin_dibujar):
    lote = mesa.prepara()
    mesa.hace(lote, "cancelar")
    trabajar()
    assert estados(lote) == {"cancelada": 3}
    assert "Armar el ZIP" not in mesa.pagina(lote)


def test_the_store_comes_back_and_the_rows_are_issued_later(mesa, sin_dibujar, monkeypatch):
    guardar = default_storage.save
    caido = [True]

    def save(*args, **kwargs):
        if caido:
            raise OSError("no responde")
        return guardar(*args, **kwargs)

    monkeypatch.setattr(default_storage, "save", save)
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    trabajar()
    assert estados(lote) == {"pendiente": 3}
    assert not Documento.objects.exists()
    assert {f.error.split(",")[0] for f in lote.filas.all()} == {"No se pudo guardar el documento"}
    assert "Esperan otro intento: 3" in mesa.pagina(lote)
    assert "el próximo intento es a las" in mesa.pagina(lote)
    with dentro_de(minutes=1, seconds=5):
        trabajar()
    assert set(lote.filas.values_list("intentos", flat=True)) == {2}
    caido.clear()
    with dentro_de(minutes=7):
        trabajar()
    lote.refresh_from_db()
    assert (lote.estado, estados(lote)) == (Estado.TERMINADO, {"emitida": 3})
    assert set(lote.filas.values_list("error", flat=True)) == {""}


def test_a_row_that_cannot_be_issued_ends_with_its_sentence_and_can_be_tried_again(
    mesa, sin_dibujar, monkeypatch
):
    malo = mesa.gente[1]
    emitir = filas.emitir_del_legajo
    roto = [PdfNoDisponible("Es demasiado grande."), ValueError("nuestro")]

    def emitir_o_no(pk, **datos):
        if pk == malo.pk and roto:
            raise roto[0]
        return emitir(pk, **datos)

    monkeypatch.setattr(filas, "emitir_del_legajo", emitir_o_no)
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    for minutos in (0, 2, 8, 25, 90):
        with dentro_de(minutes=minutos):
            trabajar()
    lote.refresh_from_db()
    assert (lote.estado, estados(lote)) == (Estado.TERMINADO, {"emitida": 2, "fallida": 1})
    fila = lote.filas.get(servidor=malo)
    assert (fila.error, fila.intentos) == ("Es demasiado grande.", 5)
    assert "Es demasiado grande." in mesa.pagina(lote, "?estado=fallida")
    roto.pop(0)
    mesa.hace(lote, "reintentar")
    trabajar()
    assert lote.filas.get(servidor=malo).error == filas.NO_SE_PUDO
    roto.pop(0)
    mesa.hace(lote, "reintentar")
    trabajar()
    assert estados(lote) == {"emitida": 3}


def test_a_row_whose_worker_died_is_taken_up_again_by_itself(mesa, sin_dibujar):
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    muerta = lote.filas.first()
    assert filas._tomar(muerta.pk).pk == muerta.pk
    trabajar()
    assert estados(lote) == {"en_curso": 1, "emitida": 2}
    with dentro_de(minutes=4):
        trabajar()
    lote.refresh_from_db()
    assert (lote.estado, estados(lote)) == (Estado.TERMINADO, {"emitida": 3})


@pytest.mark.parametrize(("verbo", "queda"), [("pausar", "pendiente"), ("cancelar", "cancelada")])
def test_a_row_that_died_in_a_batch_that_was_stopped_is_let_go(mesa, sin_dibujar, verbo, queda):
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    filas._tomar(lote.filas.first().pk)
    mesa.hace(lote, verbo)
    with dentro_de(minutes=4):
        call_command("limpiar", verbosity=0)
    assert estados(lote) == {queda: 3}
    assert not Documento.objects.exists()


def test_what_was_issued_by_who_died_before_noting_it_is_the_row_s(mesa, sin_dibujar):
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    fila = filas._tomar(lote.filas.first().pk)
    hecho = filas._nuevo(fila)
    Servidor.objects.filter(pk=fila.servidor_id).update(unidad=fabricas.ugel("190002"))
    mesa.hace(lote, "cancelar")
    with dentro_de(minutes=4):
        call_command("limpiar", verbosity=0)
    fila.refresh_from_db()
    assert (fila.estado, fila.documento) == ("emitida", hecho)


def test_a_batch_whose_tasks_were_lost_stands_still_and_goes_on(mesa, sin_dibujar):
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    DBTaskResult.objects.all().delete()
    assert "Continuar" not in mesa.pagina(lote)
    with dentro_de(minutes=6):
        pagina = mesa.pagina(lote)
        assert "presione «Continuar»" in pagina
        assert 'value="continuar"' in pagina
        mesa.hace(lote, "continuar")
        trabajar()
    assert estados(lote) == {"emitida": 3}


def test_the_daily_sweep_finds_a_batch_whose_tasks_were_lost(mesa, sin_dibujar):
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    DBTaskResult.objects.all().delete()
    with dentro_de(hours=3):
        call_command("limpiar", verbosity=0)
        trabajar()
    assert estados(lote) == {"emitida": 3}


def test_who_moved_meanwhile_is_not_issued_and_the_row_says_so(mesa, sin_dibujar):
    lote = mesa.prepara()
    Servidor.objects.filter(pk=mesa.gente[0].pk).update(unidad=fabricas.ugel("190002"))
    mesa.hace(lote, "empezar")
    trabajar()
    fila = lote.filas.get(servidor=mesa.gente[0])
    assert (fila.estado, fila.error) == ("fallida", filas.MUDADO)
    assert estados(lote) == {"emitida": 2, "fallida": 1}


def test_a_right_that_ended_meanwhile_issues_nothing(mesa, sin_dibujar):
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    ayer = timezone.localdate() - timedelta(days=1)
    Asignacion.objects.filter(usuario=mesa.jefe).update(desde=ayer, hasta=ayer)
    trabajar()
    assert estados(lote) == {"fallida": 3}
    assert {f.error for f in lote.filas.all()} == {filas.SIN_DERECHO}
    assert not Documento.objects.exists()


def test_only_who_asked_starts_it_and_a_colleague_may_stop_it(mesa, sin_dibujar):
    lote = mesa.prepara()
    colega = fabricas.personal(mesa.unidad)
    with pytest.raises(ValidationError):
        verbos.hacer(lote.pk, "empezar", por=colega, origen=Origen())
    mesa.hace(lote, "empezar")
    verbos.hacer(lote.pk, "pausar", por=colega, origen=Origen())
    lote.refresh_from_db()
    assert lote.estado == Estado.EN_PAUSA


def test_nobody_prepares_for_another_unit_nor_under_another_s_press(mesa, sin_dibujar):
    otra = Mesa(1, "210001")
    datos = {"clase": "hoja_de_vida", "pedido": PEDIDO, "por": otra.jefe}
    with pytest.raises(PermissionDenied):
        verbos.preparar([], unidad=mesa.unidad, clave=uuid.uuid4(), **datos)
    lote = mesa.prepara()
    with pytest.raises(PermissionDenied):
        verbos.preparar([], unidad=otra.unidad, clave=lote.clave, **datos)
    with pytest.raises(Lote.DoesNotExist):
        verbos.hacer(lote.pk, "cancelar", por=otra.jefe, origen=Origen())


def test_the_pace_is_of_the_last_minutes_and_unknown_is_said(mesa, sin_dibujar):
    ahora = timezone.now()
    for _ in range(17):
        mesa.gente.append(fabricas.servidor(mesa.unidad))
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    assert (avance_de(lote).por_minuto, avance_de(lote).falta) == (None, None)
    assert "todavía no se sabe" in mesa.pagina(lote)
    Lote.objects.filter(pk=lote.pk).update(en_marcha_desde=ahora - timedelta(hours=1))
    lote.refresh_from_db()
    for fila in lote.filas.all()[:10]:
        filas.emitir_fila.call(fila.pk)
    assert FilaDeLote.objects.filter(estado="emitida").count() == 10
    avance = avance_de(lote)
    assert (avance.total, avance.hechas, avance.abiertas) == (20, 10, 10)
    assert avance.por_minuto == pytest.approx(2, abs=0.1)  # ten in five minutes
    assert avance.falta.total_seconds() == pytest.approx(300, abs=15)
    assert "Ritmo: 2 por minuto" in mesa.pagina(lote)
    assert "unos 5 minutos" in mesa.pagina(lote)
    with dentro_de(minutes=20):
        assert avance_de(lote).cuanto_falta == "todavía no se sabe"


def test_the_rows_are_tasks_below_mails_and_carry_their_key_alone(mesa, sin_dibujar):
    lote = mesa.prepara()
    DBTaskResult.objects.all().delete()
    mesa.hace(lote, "empezar")
    filas.repartir.call(lote.pk)
    tareas = DBTaskResult.objects.filter(task_path__endswith="emitir_fila")
    claves = set(lote.filas.values_list("pk", flat=True))
    assert {t.args_kwargs["args"][0] for t in tareas} == claves
    assert {(len(t.args_kwargs["args"]), *t.args_kwargs["kwargs"]) for t in tareas} == {(1,)}
    assert {t.priority for t in DBTaskResult.objects.all()} == {filas.PRIORIDAD}
    assert filas.PRIORIDAD < 0


def test_the_list_tells_how_many_of_each_with_one_query_more(
    mesa, sin_dibujar, django_assert_max_num_queries
):
    lotes = [mesa.prepara() for _ in range(8)]
    mesa.hace(lotes[0], "empezar")
    trabajar()
    lista = reverse("admin:legajo_lote_changelist")
    mesa.client.get(lista)
    with django_assert_max_num_queries(12):
        pagina = mesa.client.get(lista).content.decode()
    assert (pagina.count("3 de 3"), pagina.count("0 de 3")) == (1, 7)


def test_the_address_of_a_batch_of_another_unit_is_nobody_s(mesa, sin_dibujar):
    lote, otra = mesa.prepara(), Mesa(1, "210001")
    for vista in ("change", "avance", "csv", "zip"):
        assert otra.client.get(direccion(lote, vista)).status_code == 404, vista
    assert otra.client.post(direccion(lote), {"verbo": "cancelar"}).status_code == 404
    lote.refresh_from_db()
    assert lote.estado == Estado.PREPARADO
