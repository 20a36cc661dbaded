"""Who you are and what you may see: Usuario, Unidad, Asignacion, login, generar contraseña."""
