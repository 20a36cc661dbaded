"""SaludDeLegajo: the files once more, as what staff finds in them to mend."""

from legajo.models.servidor import Servidor


class SaludDeLegajo(Servidor):
    """A place of its own in the admin for the warnings; the rows are those of Servidor."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "salud de un legajo"
        verbose_name_plural = "salud de los legajos"
