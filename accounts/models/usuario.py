"""Usuario: the one account of a person, servidor or staff or both."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.utils import timezone


class UsuarioQuerySet(models.QuerySet["Usuario"]):
    """Accounts with what a page asks of them."""

    def con_cargo(self) -> UsuarioQuerySet:
        """Annotate `tiene_cargo`: whether a current Asignacion makes the person staff."""
        from accounts.models import Asignacion

        vigentes = Asignacion.objects.vigentes().filter(usuario=OuterRef("pk"))
        return self.annotate(tiene_cargo=Exists(vigentes))

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

    objects = UsuarioManager()

    USERNAME_FIELD = "documento"
    EMAIL_FIELD = "correo"
    REQUIRED_FIELDS = ["correo"]

    class Meta:
        verbose_name = "usuario"
        verbose_name_plural = "usuarios"
        ordering = ("documento",)
        permissions = [("crear_acceso", "Puede crear el acceso de un servidor")]
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
        if self.is_superuser:
            return True
        if not hasattr(self, "tiene_cargo"):
            self.tiene_cargo = self.asignaciones.vigentes().exists()
        return self.tiene_cargo
