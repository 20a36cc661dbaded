"""Python 3.11 or newer, or a sentence that says so: read by any Python 3."""

import os
import shutil
import sys

NEWER = ["python3.{}".format(minor) for minor in range(14, 10, -1)]  # noqa: UP032 -- see above


def require() -> None:
    """Go on, or go on in a newer Python of this machine, or end with a sentence."""
    if sys.version_info >= (3, 11):  # noqa: UP036 -- an older one reads this too
        return
    for name in NEWER:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, *sys.argv])  # noqa: S606
    sys.exit(
        "Se necesita Python 3.11 o posterior, y este es {}.{}. "
        "En Debian 12 o Ubuntu 24.04: sudo apt-get install python3 python3-venv".format(
            *sys.version_info[:2]
        )
    )
