"""Bringing a file in: what is written, what is left alone, who is told and who may."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from legajo import cambios
from legajo.importacion.importar import importar
from legajo.models import Capacitacion, Contacto, FilaEnEspera, Hallazgo, ImportacionLegajo
from tests import fabricas
from tests.legajo.importacion import apoyo

pytestmark = pytest.mark.django_db
Estado = ImportacionLegajo.Estado


@pytest.fixture
def persona():
    return apoyo.persona()


def cuenta(hecha):
    return (hecha.nuevas, hecha.cambiadas, hecha.iguales, hecha.malas)


def hallado(hecha, clase=Hallazgo.Clase.COTEJO):
    filas = hecha.hallazgos.filter(clase=clase).order_by("fila", "pk")
    return list(filas.values_list("fila", "columna", "motivo"))


def test_lo_importado_es_lo_que_decia_el_archivo(persona, tmp_path):
    hecha = importar(apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona)]))
    assert (hecha.estado, cuenta(hecha)) == (Estado.APLICADA, (1, 0, 0, 0))
    registro = Capacitacion.objects.get()
    assert (registro.servidor, registro.unidad, registro.version) == (persona, persona.unidad, 1)
    assert (registro.tema, registro.fecha_inicio) == ("Didáctica", date(2019, 3, 1))
    assert (registro.creditos, registro.horas) == (Decimal("4.50"), 120)
    assert registro.tipo_documento.codigo == "RD"
    assert not FilaEnEspera.objects.exists()


def test_otra_vez_el_mismo_archivo_no_cambia_nada(persona, tmp_path):
    ruta = apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona)])
    importar(ruta)
    hecha = importar(ruta)
    assert (hecha.estado, cuenta(hecha)) == (Estado.APLICADA, (0, 0, 1, 0))
    assert Capacitacion.objects.get().historia.count() == 1


def test_con_la_misma_clave_y_otro_contenido_cambia_y_queda_la_historia(persona, tmp_path):
    importar(apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona)]))
    hecha = importar(apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona, tema="Evaluación")]))
    registro = Capacitacion.objects.get()
    assert cuenta(hecha) == (0, 1, 0, 0)
    assert (registro.version, registro.tema) == (2, "Evaluación")
    assert [v.tema for v in registro.historia.order_by("pgh_id")] == ["Didáctica", "Evaluación"]
    cambio = hecha.hallazgos.get()
    assert (cambio.columna, cambio.valor, cambio.motivo) == ("tema", "Evaluación", "Didáctica")


def test_una_columna_ausente_no_se_toca_y_una_vacia_se_vacia(persona, tmp_path):
    importar(apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona)]))
    fila = apoyo.capacitacion(persona, horas="")
    del fila["creditos"]
    assert cuenta(importar(apoyo.csv_de(tmp_path, [fila]))) == (0, 1, 0, 0)
    registro = Capacitacion.objects.get()
    assert (registro.horas, registro.creditos) == (None, Decimal("4.50"))


def test_lo_retirado_no_revive(persona, tmp_path):
    ruta = apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona)])
    importar(ruta)
    quien = fabricas.personal(persona.unidad)
    retirado = Capacitacion.objects.get()
    cambios.retirar(retirado, autoria=cambios.Autoria(por=quien, medio="admin"))
    assert cuenta(importar(ruta)) == (1, 0, 0, 0)
    retirado.refresh_from_db()
    assert retirado.retirado
    assert Capacitacion.objects.count() == 2


def test_una_fila_por_persona_se_cambia_y_no_se_repite(persona, tmp_path):
    fila = {"documento": persona.documento, "telefono_movil": "999", "correo_personal": "a@b.pe"}
    importar(apoyo.csv_de(tmp_path, [fila], "contacto.csv"))
    hecha = importar(apoyo.csv_de(tmp_path, [fila | {"telefono_movil": "998"}], "contacto.csv"))
    assert cuenta(hecha) == (0, 1, 0, 0)
    assert Contacto.objects.get().telefono_movil == "998"


def test_simular_cuenta_todo_y_no_escribe_nada(persona, tmp_path):
    hecha = importar(apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona)]), simular=True)
    assert (hecha.estado, cuenta(hecha)) == (Estado.SIMULADA, (1, 0, 0, 0))
    assert not Capacitacion.objects.exists()
    assert not Capacitacion.pgh_event_model.objects.exists()


def test_con_una_fila_mala_no_entra_ninguna_salvo_que_se_pida(persona, tmp_path):
    filas = [apoyo.capacitacion(persona), apoyo.capacitacion(persona, fecha_inicio="mañana")]
    ruta = apoyo.csv_de(tmp_path, filas)
    hecha = importar(ruta)
    assert (hecha.estado, cuenta(hecha)) == (Estado.CON_ERRORES, (1, 0, 0, 1))
    assert not Capacitacion.objects.exists()
    falla = hecha.hallazgos.get()
    assert (falla.hoja, falla.fila, falla.columna) == ("capacitaciones", 3, "fecha_inicio")
    assert (falla.valor, falla.motivo) == ("mañana", "No es una fecha como 31/12/2024.")
    assert importar(ruta, parcial=True).estado == Estado.APLICADA
    assert Capacitacion.objects.count() == 1


def test_la_fila_repetida_se_dice(persona, tmp_path):
    filas = [apoyo.capacitacion(persona), apoyo.capacitacion(persona, tema="Otro")]
    hecha = importar(apoyo.csv_de(tmp_path, filas))
    assert hecha.malas == 1
    [(fila, columna, motivo)] = hallado(hecha)
    assert (fila, columna) == (3, "documento")
    assert motivo.startswith("Repite la fila 2: mismo servidor y ")


def test_dos_registros_con_la_clave_no_se_adivinan(persona, tmp_path):
    ruta = apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona)])
    importar(ruta)
    gemelo = Capacitacion.objects.get()
    gemelo.pk, gemelo.publico, gemelo.tema = None, None, "Otro"
    gemelo.publico = "00000000-0000-4000-8000-000000000001"
    gemelo.save()
    assert cuenta(importar(ruta)) == (0, 0, 1, 0)
    hecha = importar(apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona, tema="Tercero")]))
    assert "2 registros con esta clave" in hallado(hecha)[0][2]


def test_la_historia_dice_quien_por_que_medio_y_de_que_archivo(persona, tmp_path):
    quien = fabricas.personal(persona.unidad, "Responsable de escalafón")
    hecha = importar(apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona)]), por=quien)
    importar(apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona, tema="Otro")]))
    contextos = [v.pgh_context for v in Capacitacion.objects.get().historia.order_by("pgh_id")]
    assert contextos[0] == {
        "usuario": quien.pk, "documento": quien.documento,
        "medio": f"importación {hecha.pk}", "motivo": "capacitaciones.csv",
    }  # fmt: skip
    assert (contextos[1]["usuario"], contextos[1]["documento"]) == (None, "")


def test_sin_legajo_ajeno_y_propio_se_rechazan(persona, tmp_path):
    quien = fabricas.personal(persona.unidad, "Responsable de escalafón")
    propio = apoyo.persona(documento=quien.documento, usuario=quien)
    ajeno = fabricas.servidor(fabricas.ugel("210001"), con_vinculo=False)
    nadie = apoyo.capacitacion(persona, documento="99999999")
    filas = [nadie, *map(apoyo.capacitacion, (ajeno, propio, persona))]
    hecha = importar(apoyo.csv_de(tmp_path, filas), por=quien, parcial=True)
    sin_legajo = "No hay un legajo con ese documento en su rama."
    assert hallado(hecha) == [
        (2, "documento", sin_legajo), (3, "documento", sin_legajo),
        (4, "documento", "Nadie escribe en su propio legajo."),
    ]  # fmt: skip
    assert [r.servidor for r in Capacitacion.objects.all()] == [persona]


def test_quien_no_tiene_el_derecho_no_importa(persona, tmp_path):
    quien = fabricas.personal(persona.unidad, "Especialista de escalafón")
    with pytest.raises(PermissionDenied):
        importar(apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona)]), por=quien)
    assert not ImportacionLegajo.objects.exists()


def test_no_pisa_lo_que_alguien_cambio_despues_de_la_revision(persona, tmp_path):
    from legajo.importacion.importar import trabajar

    importar(apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona)]))
    ruta = apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona, tema="Del archivo")])
    hecha = ImportacionLegajo.objects.create(nombre=ruta.name, unidad=persona.unidad)
    trabajar(hecha, ruta, aplicar=False)
    assert (hecha.estado, hecha.cambiadas) == (Estado.SIMULADA, 1)
    Capacitacion.pgh_event_model.objects.all()
    registro = Capacitacion.objects.get()
    registro.tema = "A mano"
    ImportacionLegajo.objects.filter(pk=hecha.pk).update(simulada_en="2020-01-01T00:00Z")
    quien = fabricas.personal(persona.unidad)
    cambios.cambiar(registro, campos=("tema",), autoria=cambios.Autoria(por=quien, medio="admin"))
    trabajar(hecha, ruta, aplicar=True)
    assert hecha.estado == Estado.CON_ERRORES
    assert "después de la revisión" in hallado(hecha)[0][2]
    registro.refresh_from_db()
    assert registro.tema == "A mano"


def test_una_entrada_fuera_de_uso_vale_solo_donde_ya_estaba(persona, tmp_path):
    ruta = apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona)])
    importar(ruta)
    tipo = Capacitacion.objects.get().tipo_estudio
    type(tipo).objects.filter(pk=tipo.pk).update(vigente=False)
    assert cuenta(importar(ruta)) == (0, 0, 1, 0)
    otra = apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona, numero_documento="9-2020")])
    assert hallado(importar(otra)) == [(2, "tipo_estudio", "«Curso» ya no está en uso.")]
