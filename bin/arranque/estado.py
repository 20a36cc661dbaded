"""A state folder in use: locked, with its database running, and stopped at the end."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .candado import only_one
from .postgres import Postgres

URLS = ("DATABASE_URL", "DATABASE_OWNER_URL")


@contextmanager
def in_use(folder: Path, busy: str, *, wait: bool) -> Iterator[None]:
    """Hold the folder; Ctrl-C, SIGTERM and a closed terminal end the block, not the process."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _: sys.exit(128 + received))
    folder.mkdir(exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise SystemExit(f"{folder} es de otro usuario: bórrela, o ejecute esto como él.")
    with only_one(folder, busy, wait=wait):
        yield


@contextmanager
def database(folder: Path, *, fast: bool) -> Iterator[dict[str, str]]:
    """Give the addresses of the server that the environment names, else of an embedded one."""
    given = {name: os.environ[name] for name in URLS if os.environ.get(name)}
    if len(given) == 1:
        raise SystemExit(f"Defina las dos, {' y '.join(URLS)}, o ninguna.")
    if given:
        yield given
        return
    server = Postgres(folder, fast=fast)
    try:
        server.start()
        yield server.urls()
    finally:
        server.stop()
