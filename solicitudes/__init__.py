"""A proposal to change the legajo, and its way to Atendido or Rechazado."""
