"""Places typed as people type them."""

import pytest
from django.core.exceptions import ValidationError

from legajo.campos import CampoCentro, CampoDistrito
from legajo.columnas import SUSTENTO
from legajo.models import CentroLaboral, Distrito
from tests import fabricas

pytestmark = pytest.mark.django_db


@pytest.fixture
def distrito():
    return CampoDistrito(queryset=Distrito.objects.all(), required=False)


@pytest.mark.parametrize(
    "escrito",
    [
        "Juliaca",
        "JULIACA, san román, puno",
        "juliaca, San Roman, Puno",
        "211101",
        "  Juliaca ,San Román",
    ],
)
def test_un_distrito_se_reconoce_como_se_escriba(distrito, escrito):
    assert str(distrito.clean(escrito)) == "Juliaca, San Román, Puno"


def test_un_nombre_repetido_pide_el_completo_y_dice_cuales(distrito):
    with pytest.raises(ValidationError, match="Hay varios: .*; .*Escriba uno completo"):
        distrito.clean("Santa Rosa")


@pytest.mark.parametrize("escrito", ["Xyzópolis", "999999", "%", "' OR 1=1"])
def test_lo_que_no_existe_se_dice_sin_perderlo(distrito, escrito):
    with pytest.raises(ValidationError, match="No encontramos"):
        distrito.clean(escrito)


def test_un_centro_por_su_codigo_modular_o_su_nombre():
    centro = fabricas.centro(fabricas.ugel())
    campo = CampoCentro(queryset=CentroLaboral.objects.all())
    assert campo.clean(centro.codigo) == centro
    assert campo.clean("IE sintetica") == centro
    assert not campo.has_changed(centro.pk, str(centro))


@pytest.mark.parametrize(
    ("nombre", "codigo", "numero", "dicho"),
    [
        ("Resolución Directoral", "RD", "RD N° 001234-2023", "RD N° 001234-2023"),
        ("Certificado", "CERT", "Certificado N° 77", "Certificado N° 77"),
        ("Resolución Directoral", "RD", "001234-2023", "Resolución Directoral 001234-2023"),
        (None, None, "", ""),
    ],
)
def test_el_sustento_dice_su_tipo_una_vez(nombre, codigo, numero, dicho):
    assert SUSTENTO.formato(nombre, codigo, numero) == dicho
