"""Usuario: the one account of a person, servidor or staff or both."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac


class UsuarioQuerySet(models.QuerySet["Usuario"]):
    """Accounts with what a page asks of them."""

    def con_cargo(self) -> UsuarioQuerySet:
        """Annotate `cargos`: the keys of the current Asignaciones, in order; any makes staff."""
        from accounts.models import Asignacion

        vigentes = Asignacion.objects.vigentes().filter(usuario=OuterRef("pk"))
        return self.annotate(cargos=ArraySubquery(vigentes.order_by("pk").values("pk")))

    def visible_to(self, usuario: Any, permiso: str) -> UsuarioQuerySet:
        """Everyone, for a right over the country; else who has or had a role in one's branch."""
        from accounts.models import Asignacion, Unidad

        if Unidad.objects.nacional(usuario, permiso):
            return self.all()
        de_mi_rama = Asignacion.objects.filter(
            usuario=OuterRef("pk"), unidad__in=Unidad.objects.a_cargo(usuario, permiso)
        )
        return self.filter(Exists(de_mi_rama))


class UsuarioManager(BaseUserManager["Usuario"].from_queryset(UsuarioQuerySet)):  # type: ignore[misc]  # a base made at run time
    """Creates accounts; the usuario is the número de documento."""

    def create_user(
        self, documento: str, correo: str = "", password: str | None = None, nombre: str = ""
    ) -> Usuario:
        """Create an account; without password it can only be entered through a mailed link."""
        usuario = self.model(
            documento=documento.strip().upper(), correo=correo.strip().lower(), nombre=nombre
        )
        usuario.set_password(password)
        usuario.save(using=self._db)
        return usuario

    def create_superuser(self, documento: str, correo: str = "", password: str = "") -> Usuario:
        """Create the operator of the installation (manage.py createsuperuser)."""
        usuario = self.create_user(documento, correo, password)
        usuario.is_superuser = True
        usuario.save(update_fields=["is_superuser"])
        return usuario


class Usuario(AbstractBaseUser, PermissionsMixin):
    """An account. Rights come from Asignacion; the legajo, if any, points here."""

    publico = models.UUIDField(default=uuid.uuid4, editable=False)
    documento = models.CharField("número de documento", max_length=12)
    correo = models.EmailField("correo electrónico", blank=True)
    nombre = models.CharField("nombre para mostrar", max_length=200, blank=True)
    is_active = models.BooleanField("activo", default=True)
    enlaces_emitidos = models.PositiveIntegerField(default=0, editable=False)
    creado_en = models.DateTimeField("creado", default=timezone.now, editable=False)

    cargos: list[int]  # annotated by con_cargo

    objects = UsuarioManager()

    USERNAME_FIELD = "documento"
    EMAIL_FIELD = "correo"
    REQUIRED_FIELDS = ["correo"]

    class Meta:
        verbose_name = "usuario"
        verbose_name_plural = "usuarios"
        ordering = ("documento",)
        permissions = [
            ("crear_acceso", "Puede crear el acceso de un servidor"),
            ("retirar_factor", "Puede retirar el segundo factor de otra persona"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["documento"],
                name="usuario_documento_unico",
                violation_error_message="Ya hay un usuario con ese número de documento.",
            ),
            models.UniqueConstraint(fields=["publico"], name="usuario_publico_unico"),
        ]
        indexes = [models.Index(Lower("correo"), name="usuario_correo")]

    def __str__(self) -> str:
        return self.nombre or self.documento

    def get_short_name(self) -> str:
        """Name shown beside «Salir»."""
        return str(self)

    @property
    def is_staff(self) -> bool:
        """Whether the admin lets the person in: superuser, or with a current Asignacion."""
        return self.is_superuser or bool(self.cargos_de_hoy())

    def cargos_de_hoy(self) -> list[int]:
        """Keys of the Asignaciones that hold today, read once for this object."""
        if not hasattr(self, "cargos"):
            vigentes = self.asignaciones.vigentes().order_by("pk")
            self.cargos = list(vigentes.values_list("pk", flat=True))
        return self.cargos

    def get_session_auth_hash(self) -> str:
        """What a session must still agree with: it dies with the password, and with the roles."""
        return self._huella()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same by each earlier SECRET_KEY."""
        for llave in settings.SECRET_KEY_FALLBACKS:
            yield self._huella(llave)

    def _huella(self, llave: str | bytes | None = None) -> str:
        sal = "accounts.models.usuario.Usuario.huella"
        de_que = f"{self.password}|{self.is_superuser}|{self.cargos_de_hoy()}"
        return salted_hmac(sal, de_que, secret=llave, algorithm="sha256").hexdigest()
