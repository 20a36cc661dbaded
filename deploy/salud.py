"""Ask this container's web server how it is: `salud.py [/salud/listo]`; 0 if it is well."""

import http.client
import os
import sys


def main() -> int:
    """Ask with a name that ALLOWED_HOSTS accepts; say what came back when it is not 200."""
    ruta = sys.argv[1] if len(sys.argv) > 1 else "/salud/listo"
    nombre = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".*")
    puerto = int(os.environ.get("PUERTO_WEB", "8000"))
    conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=4)
    try:
        conexion.request("GET", ruta, headers={"Host": nombre or "localhost"})
        respuesta = conexion.getresponse()
        cuerpo = respuesta.read(200).decode("utf-8", "replace").strip()
    except OSError as error:
        sys.stderr.write(f"{ruta}: {error}\n")
        return 1
    if respuesta.status != http.client.OK:
        sys.stderr.write(f"{ruta}: {respuesta.status} {cuerpo}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
