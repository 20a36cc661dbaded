"""Whether a servidor has a current vínculo, and which structure his legajo follows."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from legajo.models import Cese, Vinculo


def vinculos_vigentes(vinculos: QuerySet[Vinculo]) -> QuerySet[Vinculo]:
    """Those whose period holds today and that no cese has ended since they began."""
    hoy = localdate()
    ceses = Cese.objects.activos().filter(
        servidor=OuterRef("servidor"), fecha_cese__gte=OuterRef("fecha_inicio"), fecha_cese__lt=hoy
    )
    sin_terminar = Q(fecha_fin=None) | Q(fecha_fin__gte=hoy)
    return vinculos.filter(sin_terminar, ~Exists(ceses), fecha_inicio__lte=hoy)


def con_situacion(servidores: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate `vigente`, `estructura` and `estructuras`.

    `estructura` is that of the current vínculo, else of the one that began last;
    `estructuras`, those of all his vínculos: with both he may switch.
    """
    propios = Vinculo.objects.activos().filter(servidor=OuterRef("pk"))
    vigentes = vinculos_vigentes(propios)
    actual = vigentes.order_by(F("fecha_fin").desc(nulls_first=True), "-fecha_inicio", "-pk")
    ultimo = propios.order_by("-fecha_inicio", "-pk")
    en = "regimen__estructura"
    return servidores.annotate(
        vigente=Exists(vigentes),
        estructura=Coalesce(
            Subquery(actual.values(en)[:1]), Subquery(ultimo.values(en)[:1]), Value("10")
        ),
        estructuras=ArraySubquery(propios.order_by(en).values(en).distinct()),
    )
