"""The deployment files as data: variables, services with their values, what the image holds."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

RAIZ = Path(__file__).resolve().parents[2]
OFICIAL = {
    "OFICIAL_DE_DATOS_NOMBRE": "Prueba",
    "OFICIAL_DE_DATOS_CORREO": "datos@portal.invalid",
    "OFICIAL_DE_DATOS_TELEFONO": "(01) 000-0000",
}
"""What whoever installs the portal writes by hand."""
VARIABLE = re.compile(r"^#?([A-Z][A-Z0-9_]*)=(.*)$")
REFERENCIA = re.compile(r"\$\{([A-Z0-9_]+)(?::([-?])([^}]*))?\}")


def leidas_por_settings() -> set[str]:
    """Names that settings.py asks of the environment."""
    arbol = ast.parse((RAIZ / "portal" / "settings.py").read_text())
    return {
        nodo.args[0].value
        for nodo in ast.walk(arbol)
        if isinstance(nodo, ast.Call)
        and isinstance(nodo.func, ast.Attribute)
        and isinstance(nodo.func.value, ast.Name)
        and nodo.func.value.id == "env"
        and nodo.args
        and isinstance(nodo.args[0], ast.Constant)
    }


def lineas_del_ejemplo() -> list[str]:
    return (RAIZ / ".env.example").read_text().splitlines()


def variables_del_ejemplo() -> list[str]:
    """Names in .env.example, commented or not, in order."""
    return [hallada[1] for linea in lineas_del_ejemplo() if (hallada := VARIABLE.match(linea))]


def env_generado() -> dict[str, str]:
    """What deploy/env.py writes, as compose would read it."""
    hecho = subprocess.run(
        [sys.executable, RAIZ / "deploy" / "env.py"], capture_output=True, text=True, check=True
    )
    lineas = (linea for linea in hecho.stdout.splitlines() if not linea.startswith("#"))
    return dict(linea.split("=", 1) for linea in lineas if linea)


def compose() -> dict[str, Any]:
    return yaml.safe_load((RAIZ / "docker-compose.yml").read_text())


def nombres_en_compose() -> set[str]:
    return {
        hallada[1] for hallada in REFERENCIA.finditer((RAIZ / "docker-compose.yml").read_text())
    }


def entorno(servicio: str, variables: dict[str, str]) -> dict[str, str]:
    """The environment of a service with each `${...}` resolved; KeyError where one is required."""

    def valor(hallada: re.Match[str]) -> str:
        nombre, clase, resto = hallada.groups()
        if variables.get(nombre):
            return variables[nombre]
        if clase != "-":
            raise KeyError(nombre)
        return resto

    crudo = compose()["services"][servicio]["environment"]
    return {nombre: REFERENCIA.sub(valor, str(texto)) for nombre, texto in crudo.items()}


def copiar_imagen(destino: Path) -> None:
    """Lay in `destino` what `COPY . .` brings into the image: only what .dockerignore lets by."""
    for linea in (RAIZ / ".dockerignore").read_text().splitlines():
        if linea.startswith("!"):
            origen, copia = RAIZ / linea[1:], destino / linea[1:]
            copia.parent.mkdir(parents=True, exist_ok=True)
            if origen.is_dir():
                shutil.copytree(origen, copia, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(origen, copia)


def ejecutar(
    carpeta: Path, *orden: object, env: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a command of the deployment files in `carpeta`, with this Python first in the path."""
    ruta = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        [*map(str, orden)],
        cwd=carpeta,
        env={"PATH": ruta, "HOME": str(carpeta), **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
