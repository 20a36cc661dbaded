"""What writes the records of one person: his ficha, his chance, the catalogs, what is written."""

from datetime import date, timedelta
from typing import Any

from accounts.models import Unidad
from legajo.models import Accion, MotivoAccion, RegimenLaboral, Registro, Servidor, TipoDocumento
from portal.demo.azar import Azar
from portal.demo.fichas import Ficha
from portal.demo.libros import Libros

SIGLAS_DRE = {"120000": "DREJ", "210000": "DREP"}


class Pluma:
    """Makes unsaved records of one servidor; the caller saves `filas` in bulk."""

    def __init__(
        self, ficha: Ficha, servidor: Servidor, libros: Libros, hoy: date, semilla: int
    ) -> None:
        self.ficha = ficha
        self.servidor = servidor
        self.libros = libros
        self.hoy = hoy
        self.azar = Azar(semilla, "legajo", ficha.documento)
        self.unidad = libros.unidades[ficha.unidad]
        self.regimen: RegimenLaboral | None = None
        self.fin: date | None = None
        self.filas: list[Registro] = []

    @property
    def ultimo_dia(self) -> date:
        """The last day on which something of his work may have happened."""
        return min(self.fin or self.hoy, self.hoy)

    def anotar(self, modelo: Any, *, unidad: Unidad | None = None, **campos: Any) -> Any:
        """A record of the file, written by `unidad` (his own unless told)."""
        registro = modelo(
            publico=self.azar.uuid(),
            servidor=self.servidor,
            unidad=unidad or self.unidad,
            **campos,
        )
        self.filas.append(registro)
        return registro

    def resolucion(self, dia: date, unidad: Unidad | None = None) -> dict[str, Any]:
        """The sustento of an act: a resolution of the unit, some days before it."""
        unidad = unidad or self.unidad
        fecha = min(dia - timedelta(days=self.azar.randrange(3, 30)), self.hoy)
        if unidad.codigo in SIGLAS_DRE:
            numero = f"RDR N° {self.azar.randrange(1, 9999):05}-{fecha.year}-"
            return self._sustento("RDR", numero + SIGLAS_DRE[unidad.codigo], fecha)
        numero = f"RD N° {self.azar.randrange(1, 19999):06}-{fecha.year}-{unidad.nombre.upper()}"
        return self._sustento("RD", numero, fecha)

    def papel(self, tipo: str, dia: date) -> dict[str, Any]:
        """A sustento of another kind: certificate, diploma, declaration."""
        modelo = self.libros.de(TipoDocumento, tipo)
        numero = f"{modelo.nombre.split(' (')[0]} N° {self.azar.randrange(1, 9999):04}-{dia.year}"
        return self._sustento(tipo, numero, min(dia, self.hoy))

    def _sustento(self, tipo: str, numero: str, fecha: date) -> dict[str, Any]:
        return {
            "tipo_documento": self.libros.de(TipoDocumento, tipo),
            "numero_documento": numero,
            "fecha_documento": fecha,
            "folios": self.azar.randint(1, 6),
        }

    def accion(self, codigo: str, motivo: str = "", regimen: str = "") -> dict[str, Any]:
        """The block «acción de personal»; any motive of the action unless one is named."""
        accion = self.libros.de(Accion, codigo)
        elegido = (
            self.libros.de(MotivoAccion, motivo)
            if motivo
            else self.azar.uno(self.libros.motivos[accion.pk])
        )
        suyo = self.libros.de(RegimenLaboral, regimen) if regimen else self.regimen
        return {"regimen": suyo, "accion": accion, "motivo": elegido}
