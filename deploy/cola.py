"""Whether the queue of tasks moves: 0 unless a task that could run has waited too long."""

import os
import sys

import psycopg2

ESPERA = "5 minutes"
# Copies of data have a low priority, and may wait for the rest.
# The queue writes «at once» as a date at the end of time.
ATRASADAS = """
SELECT count(*) FROM django_tasks_database_dbtaskresult
WHERE status = 'READY' AND priority >= 0 AND enqueued_at < now() - %(espera)s::interval
  AND (run_after < now() - %(espera)s::interval OR run_after > now() + interval '1000 years')
"""


def main() -> int:
    """Count late tasks; who runs this is the health check of a worker."""
    try:
        conexion = psycopg2.connect(os.environ["DATABASE_URL"], connect_timeout=3)
        try:
            with conexion.cursor() as cursor:
                cursor.execute(ATRASADAS, {"espera": ESPERA})
                (atrasadas,) = cursor.fetchone()
        finally:
            conexion.close()
    except psycopg2.Error as error:
        sys.stderr.write(f"la base de datos no responde: {error}\n")
        return 1
    if atrasadas:
        sys.stderr.write(f"{atrasadas} tareas esperan hace más de {ESPERA}\n")
    return 1 if atrasadas else 0


if __name__ == "__main__":
    sys.exit(main())
