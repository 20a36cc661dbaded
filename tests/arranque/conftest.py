"""The launcher's package, and state folders that any user may enter."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bin"))


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder open to the user that runs the server, unlike `tmp_path` of root."""
    path = Path(tempfile.mkdtemp(prefix="portal-prueba-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)
