"""«Ver a la fecha» for staff: the whole legajo of a servidor, as it stood at the end of a day."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils.timezone import localdate

from accounts.alcance import visibles
from accounts.mostrado import accesos
from legajo.a_la_fecha import CLAVE, FechaForm, abierto_el, leer_al, servidor_al
from legajo.derechos import puede_ver
from legajo.estructuras import ESTRUCTURAS
from legajo.models import Servidor
from legajo.situacion import con_situacion
from legajo.tablas import Tabla, datos_personales, tabla_de
from legajo.tipos import TipoRegistro


class ALaFechaAdmin(admin.ModelAdmin):
    """Adds the page to the admin of Servidor."""

    def get_urls(self) -> list[URLPattern]:
        """Adds the page of a day."""
        vista = self.admin_site.admin_view(self.a_la_fecha)
        return [
            path("<int:pk>/a-la-fecha/", vista, name="legajo_servidor_a_la_fecha"),
            *super().get_urls(),
        ]

    def a_la_fecha(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The legajo of a servidor of one's branch at the end of a day; of today, unless asked."""
        servidor = get_object_or_404(con_situacion(self.get_queryset(request)), pk=pk)
        accesos(request).abrir(servidor, "Legajo a la fecha")
        form = FechaForm(request.GET if request.GET.get(CLAVE) else {CLAVE: localdate()})
        contexto = {
            **self.admin_site.each_context(request),
            "title": f"Legajo a la fecha: {servidor}",
            "opts": self.opts,
            "servidor": servidor,
            "form": form,
        }
        if form.is_valid():
            dia = form.cleaned_data[CLAVE]
            contexto |= {"dia": dia, **self._al(request, servidor, dia)}
        return render(request, "admin/legajo/servidor/a_la_fecha.html", contexto)

    def _al(self, request: HttpRequest, servidor: Servidor, dia: date) -> dict[str, Any]:
        entonces = servidor_al(servidor.pk, dia)
        return {
            "abierto_el": None if entonces else abierto_el(servidor.pk),
            "personales": datos_personales(entonces) if entonces else None,
            "secciones": [
                (seccion, list(self._tablas(request, servidor, seccion.tipos, dia)))
                for seccion in ESTRUCTURAS[servidor.estructura]
            ],
        }

    def _tablas(
        self, request: HttpRequest, servidor: Servidor, tipos: tuple[TipoRegistro, ...], dia: date
    ) -> Iterator[Tabla]:
        """The kinds that this person may see, and of each what is in his branch."""
        for tipo in tipos:
            if puede_ver(request.user, tipo):
                mios = visibles(tipo.modelo, request.user).filter(servidor=servidor)
                leidas = leer_al(tipo, servidor.pk, dia, entre=mios)
                yield tabla_de(tipo, servidor, leidas=leidas)
