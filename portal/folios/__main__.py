"""The process that joins or draws: bounded first, then fed."""

import sys

from portal.aparte import acotar
from portal.folios import juntar, separar

SEGUNDOS = 60


def main() -> None:
    """Do what the first argument says."""
    acotar(SEGUNDOS)
    orden, entrada = sys.argv[1], sys.stdin.buffer.read()
    if orden == "unir":
        from portal.folios.unir import unir

        salida = unir(separar(entrada))
    else:
        from portal.folios.dibujar import dibujar

        salida = juntar(list(dibujar(entrada, int(sys.argv[2]), int(sys.argv[3]))))
    sys.stdout.buffer.write(salida)


if __name__ == "__main__":
    main()
