"""Background work of requests: draw the pages of a sustento; by id."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from portal.aparte import Fallo
from solicitudes import sustentos
from solicitudes.models import Sustento

REINTENTOS = tuple(timedelta(minutes=m) for m in (1, 10, 60, 360))


@task()
def dibujar(sustento_id: int, intento: int = 0) -> int:
    """Draw it; when that fails, queue the next try, later each time, and stay FAILED.

    Meanwhile, and where it never can be drawn, the desk offers the PDF.
    """
    try:
        return sustentos.dibujar(Sustento.objects.get(pk=sustento_id))
    except (Fallo, OSError):
        if intento < len(REINTENTOS):
            cuando = timezone.now() + REINTENTOS[intento]
            dibujar.using(run_after=cuando).enqueue(sustento_id, intento=intento + 1)
        raise
