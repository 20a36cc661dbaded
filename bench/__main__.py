"""`python -m bench`: prepare, serve, measure, print the goals; see docs/rendimiento.md."""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bin"))

from bench.formas import PDF_REFERENCIA


def main() -> None:
    """Measure what the arguments ask for; by default everything."""
    opciones = _opciones()
    from arranque.estado import database

    from bench import ambiente

    ambiente.ESTADO.mkdir(exist_ok=True)
    with database(ambiente.ESTADO, fast=False) as urls:
        env = ambiente.entorno(urls)
        if not opciones.sin_preparar:
            ambiente.base_nueva(urls["DATABASE_OWNER_URL"])
            ambiente.preparar(env)
        os.environ.update(env, DJANGO_SETTINGS_MODULE="bench.settings")
        import django

        django.setup()
        if not opciones.sin_preparar:
            _cargar()
        _medir(env, urls, opciones)


def _opciones() -> argparse.Namespace:
    partes = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    partes.add_argument("--rondas", type=int, default=7, help="rounds of each measurement (7)")
    partes.add_argument(
        "--metas",
        default="",
        help="only these, as 1,2,8; e: «Generar contraseña»; pago: payday, by Locust (all)",
    )
    partes.add_argument("--sin-preparar", action="store_true", help="reuse the last database")
    return partes.parse_args()


def _cargar() -> None:
    from bench import ambiente, datos

    ambiente.archivo_de(PDF_REFERENCIA).write_bytes(datos.pdf_de_referencia())
    datos.cargar()


def _medir(env: dict[str, str], urls: dict[str, str], opciones: argparse.Namespace) -> None:
    from bench import (
        admin,
        ambiente,
        boletas,
        consultas,
        crecimiento,
        importar,
        informe,
        ingreso,
        lotes,
        metas,
        pago,
        pdf,
        peso,
        vecindad,
    )
    from bench.cliente import Cliente
    from bench.medida import Cpu

    mediciones = {
        "1,2,6,8": metas.paginas, "3": consultas.consultas, "4": ingreso.un_ingreso,
        "5": ingreso.por_segundo, "7": metas.conexiones, "9,10,11,12": pdf.dibujo,
        "lotes": lotes.lotes,
        "14": importar.importacion, "14b": boletas.boletas,
        "15": peso.peso, "17": vecindad.pagina_con_pdf, "18": vecindad.memoria,
        "e": ingreso.enumeracion, "pago": pago.dia_de_pago,
        "crecer": crecimiento.crecimiento,
        "16": admin.administracion,  # last: it fills the database
    }  # fmt: skip
    pedidas = set(opciones.metas.split(",")) - {""}
    with ambiente.servidor(env) as (puerto, pid):
        observador = ambiente.Observador(urls["DATABASE_URL"])
        banco = metas.Banco(
            Cliente(puerto), Cpu(pid, observador.backends), observador, opciones.rondas
        )
        filas = [
            fila
            for nombres, medicion in mediciones.items()
            if not pedidas or pedidas & set(nombres.split(","))
            for fila in informe.contadas(medicion(banco))
        ]
    informe.imprimir(filas, opciones.rondas)


if __name__ == "__main__":
    main()
