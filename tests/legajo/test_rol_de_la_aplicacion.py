"""What the application's database role cannot do, tested by trying."""

import pytest
from django.db import ProgrammingError, connection, transaction

from legajo.models import Contacto
from tests import fabricas

pytestmark = pytest.mark.django_db

INTENTOS = [
    "UPDATE legajo_contactoevent SET anotaciones = 'otra cosa'",
    "UPDATE legajo_contactoevent SET pgh_context = '{}'",
    "DELETE FROM legajo_contactoevent",
    "TRUNCATE legajo_contactoevent",
    "DELETE FROM legajo_contacto",
    "TRUNCATE legajo_contacto CASCADE",
    "ALTER TABLE legajo_contacto DISABLE TRIGGER ALL",
    "DROP TABLE legajo_contactoevent",
    "CREATE TABLE otra (id int)",
    "DELETE FROM solicitudes_evento",
    "UPDATE solicitudes_evento SET comentario = ''",
    "DELETE FROM solicitudes_solicitud",
    "UPDATE legajo_documento SET contenido = '{}'",
    "DELETE FROM legajo_documento",
    "DELETE FROM legajo_servidor",
    "DELETE FROM django_migrations",
]


@pytest.mark.parametrize("intento", INTENTOS)
def test_se_niega(intento):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    fabricas.registro(Contacto.tipo, persona)
    with (
        pytest.raises(ProgrammingError, match="permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(intento)


def test_la_prueba_corre_como_la_aplicacion():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] == "portal_app"
