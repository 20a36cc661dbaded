"""The padrón of servidores: opens files, corrects them, never moves one."""

import pytest

from legajo.importacion.importar import importar
from legajo.models import Servidor
from tests import fabricas
from tests.legajo.importacion import apoyo

pytestmark = pytest.mark.django_db


def fila(documento="99776655", **cambio):
    return {
        "documento": documento, "tipo_identidad": "DNI", "primer_apellido": "Quispe",
        "segundo_apellido": "Ñahui", "nombres": "Rosa", "sexo": "Femenino",
        "fecha_nacimiento": "12/05/1985", "correo": "rosa@demo.invalid", "unidad": "190001",
    } | cambio  # fmt: skip


def hacer(tmp_path, *filas, **opciones):
    return importar(apoyo.csv_de(tmp_path, list(filas), "servidores.csv"), **opciones)


def motivos(hecha):
    return [h.motivo for h in hecha.hallazgos.errores()]


def test_abre_el_legajo_y_despues_lo_corrige(tmp_path):
    assert hacer(tmp_path, fila()).nuevas == 1
    persona = Servidor.objects.get()
    assert (persona.unidad.codigo, persona.abierto_en is not None) == ("190001", True)
    hecha = hacer(tmp_path, fila(nombres="Rosa María"))
    assert (hecha.cambiadas, hecha.malas) == (1, 0)
    assert [v.nombres for v in persona.historia.order_by("pgh_id")] == ["Rosa", "Rosa María"]
    assert hacer(tmp_path, fila(nombres="Rosa María")).iguales == 1


MALAS = [
    ({"documento": "9977665"}, ""),
    ({"documento": "997766550"}, "El DNI tiene 8 dígitos"),
    ({"tipo_identidad": "Carnet de extranjería"}, "9 caracteres"),
    ({"tipo_identidad": "Libreta"}, "no es un tipo de documento"),
    ({"sexo": "X"}, "No es una opción. Escriba una de estas: Femenino; Masculino."),
    ({"fecha_nacimiento": "01/01/2099"}, "La fecha de nacimiento no puede ser futura."),
    ({"unidad": "000123"}, "No está en el catálogo"),
    ({"correo": "rosa"}, "correo"),
]


@pytest.mark.parametrize(("cambio", "motivo"), MALAS)
def test_lo_que_la_ficha_no_admite(tmp_path, cambio, motivo):
    hecha = hacer(tmp_path, fila(**cambio))
    if not motivo:  # a DNI gets its zeros back
        assert (hecha.nuevas, Servidor.objects.get().documento) == (1, "09977665")
        return
    assert motivo in motivos(hecha)[0]
    assert not Servidor.objects.exists()


def test_apellidos_en_una_columna_solo_si_se_sabe_partirlos(tmp_path):
    junta = fila(apellidos="Quispe Mamani Ñahui")
    del junta["primer_apellido"], junta["segundo_apellido"]
    assert "No se sabe dónde termina" in motivos(hacer(tmp_path, junta))[0]
    assert hacer(tmp_path, junta | {"apellidos": "Quispe del Águila"}).nuevas == 1
    assert Servidor.objects.get().segundo_apellido == "del Águila"


def test_nadie_abre_ni_toca_lo_ajeno_ni_lo_suyo_ni_muda_un_legajo(tmp_path):
    unidad = fabricas.ugel()
    quien = fabricas.personal(unidad, "Responsable de escalafón")
    apoyo.persona(documento="99776655")
    ajena = fabricas.servidor(fabricas.ugel("210001"), con_vinculo=False)
    Servidor.objects.filter(pk=ajena.pk).update(unidad=fabricas.ugel("210001"))
    hecha = hacer(
        tmp_path, fila(quien.documento), fila(ajena.documento), fila("99776600", unidad="210001"),
        por=quien,
    )  # fmt: skip
    assert motivos(hecha) == [
        "Nadie escribe en su propio legajo.",
        "Ya hay un legajo con ese número de documento, y no es de su rama.",
        "No está en el catálogo: escriba su código o su nombre exacto.",
    ]
    mudanza = hacer(tmp_path, fila(unidad="210001"))
    assert motivos(mudanza) == [
        "Su legajo lo lleva otra unidad: se traslada con el acto que lo ordena."
    ]
