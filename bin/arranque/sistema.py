"""Packages of the system: installed with apt as root, or unpacked in a folder without it."""

import ctypes
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any


def succeeds(*command: object, **options: Any) -> bool:
    """Run a command in silence; tell whether it exists and ended well."""
    try:
        done = subprocess.run([*map(str, command)], capture_output=True, check=False, **options)
    except OSError:
        return False
    return done.returncode == 0


def loads(library: str) -> bool:
    """Tell whether a shared library of the system is there."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install(*packages: str) -> bool:
    """Install packages with apt; False without root, apt or the packages."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Instalando con apt-get: {' '.join(packages)} ...", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    succeeds("apt-get", "update", env=env)
    command = ("apt-get", "install", "-y", "-q", "--no-install-recommends", *packages)
    return succeeds(*command, env=env, stdin=subprocess.DEVNULL)


def unpack(target: Path, *packages: str) -> bool:
    """Unpack packages, and what they need and the system lacks, in a folder: without root."""
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        return False
    print(f"Descargando, sin ser root: {' '.join(packages)} ...", flush=True)
    partial = target.with_name(f"{target.name}-partial")
    shutil.rmtree(partial, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        apt = ["apt-get", "-o", f"Dir::State::lists={folder}/lists", "-o", f"Dir::Cache={folder}"]
        Path(folder, "lists", "partial").mkdir(parents=True)
        succeeds(*apt, "update", cwd=folder)
        plan = (*apt, "install", "-s", "--no-install-recommends", *packages)
        done = subprocess.run(plan, capture_output=True, text=True, check=False)
        lines = done.stdout.splitlines()
        names = [line.split()[1] for line in lines if line.startswith("Inst ")]
        if not names or not succeeds(*apt, "download", *names, cwd=folder):
            return False
        for package in Path(folder).glob("*.deb"):
            if not succeeds("dpkg", "-x", package, partial):
                return False
    shutil.rmtree(target, ignore_errors=True)
    partial.rename(target)
    return True
