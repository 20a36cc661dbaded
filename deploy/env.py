"""Print a .env for docker compose: .env.example with each empty secret filled in at random.

What only people know is left empty, and told on the error output.

python3 deploy/env.py > .env
"""

import secrets
import sys
from pathlib import Path

EJEMPLO = Path(__file__).resolve().parent.parent / ".env.example"
SECRETOS = ("SECRET_KEY", "CLAVE_BD_", "S3_ACCESS_KEY", "S3_SECRET_KEY")


def rellenar(lineas: list[str]) -> list[str]:
    """The same lines; `SECRET_KEY=` and the like get a value of 384 bits, safe in an address."""
    return [
        f"{linea}{secrets.token_urlsafe(48)}"
        if linea.endswith("=") and linea.startswith(SECRETOS)
        else linea
        for linea in lineas
    ]


if __name__ == "__main__":
    ejemplo = EJEMPLO.read_text(encoding="utf-8").splitlines()
    lineas = rellenar(ejemplo)
    sys.stdout.write("\n".join(lineas) + "\n")
    faltan = [linea[:-1] for linea in lineas if linea.endswith("=") and not linea.startswith("#")]
    sys.stderr.write(f"Write in .env, before starting: {', '.join(faltan)}\n")
