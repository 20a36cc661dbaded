"""What the application's database role cannot do, tested by trying."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from legajo.estructuras import tipos
from legajo.models import Contacto, Servidor
from tests import fabricas

pytestmark = pytest.mark.django_db
NEGADO = "permission denied|must be owner"

INTENTOS = [
    "DELETE FROM legajo_contacto",
    "TRUNCATE legajo_contacto CASCADE",
    "ALTER TABLE legajo_contacto DISABLE TRIGGER ALL",
    "CREATE TABLE otra (id int)",
    "DELETE FROM solicitudes_evento",
    "UPDATE solicitudes_evento SET comentario = ''",
    "DELETE FROM solicitudes_solicitud",
    "UPDATE legajo_documento SET contenido = '{}'",
    "DELETE FROM legajo_documento",
    "DELETE FROM legajo_servidor",
    "UPDATE legajo_confirmacion SET dia = '2020-01-01'",
    "DELETE FROM legajo_confirmacion",
    "UPDATE legajo_acceso SET que = ''",
    "DELETE FROM legajo_acceso",
    "TRUNCATE legajo_acceso",
    "UPDATE legajo_enlace SET vence_en = now()",
    "UPDATE legajo_enlace SET huella = 'x'",
    "DELETE FROM legajo_enlace",
    "UPDATE legajo_apertura SET red = ''",
    "DELETE FROM legajo_apertura",
    "UPDATE accounts_suceso SET detalle = ''",
    "DELETE FROM accounts_suceso",
    "TRUNCATE accounts_suceso",
    "DELETE FROM django_migrations",
    "UPDATE pghistory_context SET metadata = '{}'",
    "DELETE FROM pghistory_context",
    "SET session_replication_role = replica",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
]
CONTRA_LA_HISTORIA = [
    "UPDATE {historia} SET pgh_context = '{{}}'",
    "UPDATE {historia} SET pgh_created_at = now()",
    "UPDATE {historia} SET pgh_label = pgh_label",
    "DELETE FROM {historia}",
    "TRUNCATE {historia}",
    "INSERT INTO {historia} SELECT * FROM {historia} LIMIT 1",
    "COPY {historia} FROM STDIN",
    "LOCK TABLE {historia} IN EXCLUSIVE MODE",
    "ALTER TABLE {historia} DISABLE TRIGGER ALL",
    "ALTER TABLE {historia} ADD COLUMN otra int",
    "DROP TABLE {historia}",
    "ALTER TABLE {tabla} DISABLE TRIGGER ALL",
    "DROP TRIGGER {disparador} ON {tabla}",
    "ALTER FUNCTION {disparador}() SECURITY INVOKER",
    "UPDATE {tabla} SET id = id + 1000000",
    "DELETE FROM {tabla}",
    "TRUNCATE {tabla} CASCADE",
]


@pytest.mark.parametrize("intento", INTENTOS)
def test_se_niega(intento):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    fabricas.registro(Contacto.tipo, persona)
    negado(intento)


def negado(intento):
    """Try it; it must be refused for lack of rights, not for another reason."""
    with (
        pytest.raises(ProgrammingError, match=NEGADO),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(intento)


def con_historia():
    """Every model that has history: each kind of record, and Servidor."""
    return [Servidor, *(tipo.modelo for tipo in tipos())]


def test_no_falta_ninguna_historia():
    historias = {m.pgh_tracked_model for m in apps.get_models() if hasattr(m, "pgh_tracked_model")}
    assert historias == set(con_historia())


@pytest.mark.parametrize("modelo", con_historia(), ids=lambda m: m._meta.model_name)
def test_la_historia_de_cada_tipo_no_se_toca(modelo):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    objeto = persona if modelo is Servidor else fabricas.registro(modelo.tipo, persona)
    nombres = {
        "tabla": modelo._meta.db_table,
        "historia": modelo.pgh_event_model._meta.db_table,
        "disparador": disparador(modelo),
    }
    antes = list(objeto.historia.values())
    for intento in CONTRA_LA_HISTORIA:
        negado(intento.format(**nombres))
    assert list(objeto.historia.values()) == antes


def disparador(modelo):
    """The name of its trigger of insertion, and of the function behind."""
    tabla = modelo._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger"
            " WHERE tgrelid = %s::regclass AND tgname LIKE 'pgtrigger_insert%%'",
            [tabla],
        )
        return cursor.fetchone()[0]


def test_un_disparador_de_la_historia_no_se_cuelga_de_otra_tabla():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE falsa (LIKE legajo_contacto)")
    negado(
        "CREATE TRIGGER forja AFTER INSERT ON falsa REFERENCING NEW TABLE AS new_values"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {disparador(Contacto)}()"
    )


def test_una_tabla_temporal_no_se_pone_en_lugar_de_la_historia():
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE legajo_contactoevent (LIKE public.legajo_contactoevent)")
        cursor.execute("SET LOCAL search_path = pg_temp, public")
    registro = fabricas.registro(Contacto.tipo, persona)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_temp.legajo_contactoevent")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT count(*) FROM public.legajo_contactoevent WHERE pgh_obj_id = %s", [registro.pk]
        )
        assert cursor.fetchone() == (1,)


def test_una_sesion_no_hace_callar_a_los_disparadores():
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    registro = fabricas.registro(Contacto.tipo, persona)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        todos = ",".join(nombre for (nombre,) in cursor.fetchall())
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{todos}}}"])
        cursor.execute("UPDATE legajo_contacto SET anotaciones = 'a escondidas'")
    assert registro.historia.filter(anotaciones="a escondidas").exists()


def test_la_aplicacion_no_es_miembro_del_dueno():
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        (dueno,) = cursor.fetchone()
        cursor.execute("SELECT pg_has_role('portal_app', %s, 'MEMBER')", [dueno])
        assert cursor.fetchone() == (False,)


def test_la_prueba_corre_como_la_aplicacion():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] == "portal_app"
