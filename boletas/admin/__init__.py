"""Payslips in the admin: what is published, what it is called, how it comes in, what is asked."""

from boletas.admin.alias import AliasDeConceptoAdmin, AliasDeUnidadAdmin
from boletas.admin.boletas import BoletaAdmin, ConceptoAdmin
from boletas.admin.consultas import ConsultaAdmin
from boletas.admin.importaciones import ImportacionAdmin

__all__ = [
    "AliasDeConceptoAdmin", "AliasDeUnidadAdmin", "BoletaAdmin", "ConceptoAdmin", "ConsultaAdmin",
    "ImportacionAdmin",
]  # fmt: skip
