"""Two units with one of everything each, and the staff that stands between them.

What is of the foreign unit carries CANARIO in every text: whoever may not see it must
never be sent that word.
"""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils.timezone import localdate, now

from accounts import envios, sucesos
from accounts.asignaciones import delegar
from accounts.models import PadronEvaluacion, PedidoContrasena, Suceso, Unidad, Usuario
from boletas.models import (
    AliasDeConcepto,
    AliasDeUnidad,
    Boleta,
    Concepto,
    Consulta,
    Importacion,
)
from boletas.preguntas import preguntar
from legajo import cambios
from legajo.emision.emitir import emitir_del_legajo
from legajo.emision.pedido import Pedido
from legajo.estructuras import tipos
from legajo.models import (
    Acceso,
    Documento,
    FilaDeLote,
    ImportacionLegajo,
    Lote,
    Mudanza,
    Propuesta,
    SaludDeLegajo,
    Servidor,
    TipoDocumento,
)
from solicitudes import arco
from solicitudes.models import Pagina, Parentesco, PedidoArco, Resumen, Solicitud, Sustento
from tests import fabricas
from tests.boletas.apoyo import boleta, importacion, total_de
from tests.cliente import Client
from tests.solicitudes.apoyo import enviar_alta

CANARIO, PROPIO = "Zzcanario", "Zzpropio"
UGEL1, UGEL2 = "190001", "210001"
VECINA = {UGEL1: "190002", UGEL2: "210002"}
"""Where a file of each moves to: within its DRE."""
DEL_PAIS = {"operador", "auditor"}
PERSONAL = {
    "especialista": ("Especialista de escalafón", UGEL1),
    "especialista_u2": ("Especialista de escalafón", UGEL2),
    "responsable": ("Responsable de escalafón", UGEL1),
    "planillas": ("Planillas", UGEL1),
    "supervisor": ("Supervisor DRE", "190000"),
    "auditor_dre": ("Auditor", "190000"),
    "operador": ("Operador MINEDU", "000000"),
    "auditor": ("Auditor", "000000"),
    "delegada": ("Planillas", UGEL1),
}
"""Role and unit of each; the delegate has the responsable's rights besides."""


class Mundo:
    """One of everything that a unit keeps, by model: `de[Servidor]` is a row."""

    def __init__(self, codigo: str, marca: str) -> None:
        self.unidad = fabricas.ugel(codigo)
        self.marca = marca
        self.jefe = fabricas.personal(
            self.unidad, "Responsable de escalafón", nombre=f"{marca} Jefe",
            correo=f"{marca.lower()}@demo.invalid",
        )  # fmt: skip
        servidor = self._servidor()
        self.de: dict[type, Any] = {Servidor: servidor, SaludDeLegajo: servidor}
        for tipo in tipos():
            if tipo.slug != "ceses":
                registro = fabricas.registro(tipo, servidor, anotaciones=marca)
                self.de[tipo.modelo] = fabricas.con_sustento(registro, marca.encode())
        self.de[Solicitud] = enviar_alta(servidor, tema=marca)
        self.de[Sustento], self.de[Pagina] = self._papeles()
        self.de[Parentesco] = Parentesco.objects.create(
            usuario=self.jefe, documento=fabricas.documento(), vinculo="hermano"
        )
        self.de[Documento] = emitir_del_legajo(
            servidor.pk, pedido=Pedido("1", marca, date(2026, 1, 5)), por=self.jefe
        )
        self.de[Lote] = self._lote(servidor)
        self.de[ImportacionLegajo] = ImportacionLegajo.objects.create(
            nombre=f"{marca}.csv", unidad=self.unidad, hecha_por=self.jefe, estado="S"
        )
        self.de[Mudanza] = self._mudanza(codigo)
        self.de[Propuesta] = Propuesta.objects.create(
            servidor=servidor, propuesta_por=self.jefe,
            datos=[{"campo": "nombres", "rotulo": "Nombres", "antes": "Rosa", "pedido": marca,
                    "antes_texto": "Rosa", "pedido_texto": marca}],
        )  # fmt: skip
        self.de[Importacion], self.de[Boleta] = self._boletas(servidor)
        self.de[Consulta] = preguntar(
            boleta=self.de[Boleta], linea=0, pregunta=marca, por=servidor.usuario
        )
        self.de[Unidad] = self.unidad
        self.de[Usuario] = self.jefe
        self.de[type(self.jefe.asignaciones.get())] = self.jefe.asignaciones.get()
        self.de[PedidoArco] = arco.pedir(
            usuario=servidor.usuario, derecho="acceso", pedido=marca, clave=uuid4()
        )
        self.de[Suceso] = sucesos.anotar(
            sucesos.Tipo.ROL_DADO, usuario=self.jefe, unidad=self.unidad, detalle=marca
        )
        self.de[Acceso] = self._acceso(servidor)
        self.de[Resumen] = Resumen.objects.create(
            unidad=self.unidad, mes=localdate().replace(day=1), recibidas=1, motivos={marca: 1}
        )
        for fila in (*self._del_acceso(), *self._alias()):
            self.de[type(fila)] = fila
        for modelo, fila in self.de.items():
            if fila.pk and hasattr(fila, "refresh_from_db"):
                self.de[modelo] = modelo._default_manager.get(pk=fila.pk)

    def _servidor(self) -> Servidor:
        servidor = fabricas.servidor(self.unidad)
        Servidor.objects.filter(pk=servidor.pk).update(
            primer_apellido=self.marca, correo=f"rosa.{self.marca.lower()}@demo.invalid"
        )
        Usuario.objects.filter(pk=servidor.usuario_id).update(nombre=f"{self.marca} Rosa")
        return Servidor.objects.get(pk=servidor.pk)

    def _lote(self, servidor: Servidor) -> Lote:
        """A batch with its document and its ZIP, which say the word."""
        lote = Lote(
            clave=uuid4(), clase="hoja_de_vida", unidad=self.unidad, pedido_por=self.jefe,
            expediente=self.marca, fecha_expediente=date(2026, 1, 5), solicitante=self.marca,
            estado="terminado", paquete_en=now(), paquete_pedido_en=now(),
            paquete_bytes=len(self.marca), paquete_sha256=self.marca,
        )  # fmt: skip
        lote.paquete.save("l.zip", ContentFile(self.marca.encode()))
        FilaDeLote.objects.create(
            lote=lote, orden=1, servidor=servidor, estado="emitida", documento=self.de[Documento]
        )
        return lote

    def _papeles(self) -> tuple[Sustento, Pagina]:
        """What came with the request: its PDF and a page of it, which say the word."""
        sustento = Sustento(solicitud=self.de[Solicitud], folios=1, sha256="", partes=[])
        sustento.archivo.save("s.pdf", ContentFile(self.marca.encode()))
        pagina = Pagina(sustento=sustento, numero=1, ancho=10, alto=14)
        pagina.imagen.save("f.jpg", ContentFile(self.marca.encode()))
        return sustento, pagina

    def _del_acceso(self) -> tuple[Any, ...]:
        """What is of no unit: only who has the country sees it."""
        correo = f"{self.marca.lower()}@demo.invalid"
        return (
            envios.avisar(self.jefe, "bloqueo"),
            PedidoContrasena.objects.create(correo=correo),
            PadronEvaluacion.objects.create(
                documento=fabricas.documento(), correo=correo, nombre=f"{self.marca} Padrón"
            ),
        )

    def _mudanza(self, codigo: str) -> Mudanza:
        mudanza = Mudanza(
            de=self.unidad, a=fabricas.ugel(VECINA[codigo]),
            tipo_documento=TipoDocumento.objects.first(), numero_documento=f"RD {self.marca}",
            fecha_documento=date(2026, 1, 15),
        )  # fmt: skip
        por = fabricas.personal(fabricas.ugel("000000"), "Operador MINEDU")
        return cambios.mudar(self._servidor(), mudanza, por=por)

    def _acceso(self, servidor: Servidor) -> Acceso:
        return Acceso.objects.create(
            por=self.jefe, asignacion=self.jefe.asignaciones.get(), que=f"Ficha {self.marca}",
            motivo="otro", servidores=[servidor.pk], unidades=[self.unidad.pk],
        )  # fmt: skip

    def _alias(self) -> tuple[Any, ...]:
        """What the payroll system calls this unit, and a concept."""
        return (
            AliasDeUnidad.objects.create(
                codigo=self.marca, unidad=self.unidad, ambito=self.unidad
            ),
            AliasDeConcepto.objects.create(
                signo="+", nombre=self.marca, concepto=Concepto.objects.earliest("pk"),
                ambito=self.unidad,
            ),
        )  # fmt: skip

    def _boletas(self, servidor: Servidor) -> tuple[Importacion, Boleta]:
        hecha = importacion(archivo=f"{self.marca}.csv", unidad=self.unidad)
        total_de(hecha, self.unidad)
        return hecha, boleta(servidor, importacion=hecha)


class Navegadores(dict[str, Client]):
    """Who is in, by key: each time another browser, with the session that was opened once.

    What a test does to a session is undone with the test; the browser that did it is let go.
    """

    def __getitem__(self, clave: str) -> Client:
        nuevo = Client()
        nuevo.cookies.update(super().__getitem__(clave).cookies)
        return nuevo


def reunir(mundo: Mundo) -> Navegadores:
    """A browser for each of the staff, for a servidor of the unit, and for nobody."""
    gente = {
        clave: fabricas.personal(fabricas.ugel(codigo), rol, nombre=clave)
        for clave, (rol, codigo) in PERSONAL.items()
    }
    hoy = localdate()
    delegar(
        gente["responsable"].asignaciones.get().pk, usuario=gente["delegada"], desde=hoy,
        hasta=hoy + timedelta(days=9), motivo="Vacaciones", por=gente["responsable"],
    )  # fmt: skip
    gente["servidor"] = fabricas.servidor(mundo.unidad).usuario
    return Navegadores(anonimo=Client(), **{c: entrar(quien) for c, quien in gente.items()})


def entrar(usuario: Usuario) -> Client:
    """A browser with that account in."""
    client = Client()
    client.force_login(Usuario.objects.get(pk=usuario.pk), "accounts.backends.AsignacionBackend")
    return client


def roles_de(clave: str) -> list[str]:
    """The names of the roles of one of the staff; none for who is not."""
    if clave not in PERSONAL:
        return []
    propio = PERSONAL[clave][0]
    return [propio, "Responsable de escalafón"] if clave == "delegada" else [propio]
