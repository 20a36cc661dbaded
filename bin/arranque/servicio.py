"""Processes that live and end together, and with whoever started them."""

import ctypes
import http.client
import signal
import subprocess
import sys
import time
from typing import Self

from .rutas import ROOT

PATIENCE = 15  # seconds to finish what is in hand
PR_SET_PDEATHSIG = 1


class Family:
    """Named child processes; leaving the block ends them all."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for child in self.children.values():
            child.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in self.children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def start(self, name: str, *command: object) -> None:
        """Start a child in a session of its own, so that Ctrl-C reaches only us."""
        self.children[name] = subprocess.Popen(
            [*map(str, command)],
            cwd=ROOT,
            env=self.env,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # there are no threads here
        )

    def wait_for(self, port: int, path: str) -> None:
        """Wait until `path` is answered with 200; end with a sentence if a child ends first."""
        while not _answers(port, path):
            self.fail_if_any_ended()
            time.sleep(0.1)

    def watch(self) -> None:
        """Wait until a child ends, which is always a failure."""
        while True:
            self.fail_if_any_ended()
            time.sleep(0.5)

    def fail_if_any_ended(self) -> None:
        """End with a sentence that names the child that ended."""
        for name, child in self.children.items():
            if child.poll() is not None:
                raise SystemExit(
                    f"Terminó {name} (código {child.returncode}) y con él todo lo demás: "
                    "el motivo está arriba."
                )


def _end_with_parent() -> None:
    """Ask Linux to end this child when bin/demo is killed and cannot do it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()
