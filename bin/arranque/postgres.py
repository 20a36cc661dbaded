"""Embedded PostgreSQL for the demo and the tests, over any directory of its programs.

    PYTHONPATH=bin .venv/bin/python -m arranque.postgres FOLDER [--parar]

starts a server in that folder, prints its addresses and leaves it running. Not for production.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from .binarios import find_binaries, runnable, runner, version
from .claves import claves
from .sistema import succeeds

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ATTEMPTS, PAUSE = 60, 0.25  # after a kill -9 the old backends need a moment
ROLES = {"portal_app": "NOCREATEDB", "portal_dueno": "CREATEDB"}


class Postgres:
    """A server with its data, its two roles and the database `portal` in a state folder."""

    def __init__(self, state: Path, *, fast: bool = False) -> None:
        self.state = state.resolve()
        self.state.mkdir(parents=True, exist_ok=True)
        self.passwords = claves(self.state)
        self.settings = FAST if fast else ()
        self.who = runner(self.state / "pg")
        self.home = self._home()
        self.data = self.home / "data"
        self.bin = runnable(find_binaries(), self.home, self.who)

    def start(self) -> None:
        """Make the cluster if there is none, start it if it is not running, mend its roles."""
        if self.data.exists():
            self._same_major_version()
        else:
            self._initdb()
        self._start()
        self._roles()

    def stop(self) -> None:
        """Stop it if it is running: clients are cut, what they committed is kept."""
        if self._running():
            self._run("pg_ctl", "-D", self.data, "-w", "-s", "-m", "fast", "stop")

    def urls(self) -> dict[str, str]:
        """Return the environment variables by which the portal finds this server."""
        names = {"DATABASE_URL": "portal_app", "DATABASE_OWNER_URL": "portal_dueno"}
        return {
            name: f"postgres://{role}:{self.passwords[role]}@127.0.0.1:{self._port()}/portal"
            for name, role in names.items()
        }

    def _home(self) -> Path:
        """Return the server's folder: in the state folder, or linked from it when that is closed.

        A checkout below /root (0700) is closed to the user who runs the server.
        """
        home = self.state / "pg"
        if self.who and not succeeds("test", "-x", self.state, **self.who):
            outside = Path("/var/lib") / f"portal-{sha256(bytes(home)).hexdigest()[:12]}"
            if not home.is_symlink() or home.readlink() != outside:
                shutil.rmtree(outside, ignore_errors=True)  # its state folder was deleted
                home.unlink(missing_ok=True)
                outside.mkdir()
                home.symlink_to(outside)
        home.mkdir(exist_ok=True)
        if self.who:
            os.chown(home, self.who["user"], self.who["group"])
        return home.resolve()

    def _run(self, program: str, *args: object, check: bool = True) -> str | None:
        """Run a program of PostgreSQL as its user; return what it complained of, None if well."""
        done = subprocess.run(
            [str(self.bin / program), *map(str, args)],
            cwd=self.home,
            env={
                "PATH": os.environ.get("PATH", os.defpath),
                "LC_ALL": "C",
                "TZ": "UTC",
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **self.who,
        )
        if done.returncode and check:
            raise SystemExit(f"Falló {program} de PostgreSQL:\n{done.stdout}")
        return done.stdout if done.returncode else None

    def _same_major_version(self) -> None:
        data = (self.data / "PG_VERSION").read_text().strip()
        if data != version(self.bin).split(".")[0]:
            raise SystemExit(
                f"Los datos de {self.state} son de PostgreSQL {data} y los programas, de "
                f"{version(self.bin)}: borre esa carpeta para empezar de nuevo."
            )

    def _initdb(self) -> None:
        """Make the cluster in one rename: an initdb cut short leaves nothing that counts."""
        partial = self.home / "data-partial"
        builtin = (
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
        )
        with tempfile.NamedTemporaryFile("w", dir=self.home) as password:
            print(self.passwords["postgres"], file=password, flush=True)
            if self.who:
                os.chown(password.name, self.who["user"], self.who["group"])
            options = ("-D", partial, "-E", "UTF8", "-U", "postgres", "-A", "scram-sha-256")
            for locale in (
                builtin,
                ["--locale=C.UTF-8"],
                ["--locale=C"],
            ):  # builtin: from 17 on
                shutil.rmtree(partial, ignore_errors=True)
                complaint = self._run(
                    "initdb", *options, "--pwfile", password.name, *locale, check=False
                )
                if complaint is None:
                    partial.rename(self.data)
                    return
        raise SystemExit(f"PostgreSQL no pudo crear sus datos en {self.home}:\n{complaint}")

    def _start(self) -> None:
        log = self.home / "log"
        control = ("pg_ctl", "-D", self.data, "-w", "-s", "-t", "120", "-l", log)
        for attempt in range(ATTEMPTS):
            if self._running():
                if self._accepts():
                    return
                time.sleep(PAUSE)  # still coming up, or dying of a kill -9
                continue
            options = f"-h 127.0.0.1 -k '' -p {self._port()}"
            options += "".join(f" -c {setting}" for setting in self.settings)
            complaint = self._run(*control, "-o", options, "start", check=False)
            if complaint is not None and attempt == ATTEMPTS // 2:
                (self.data / "postmaster.pid").unlink(missing_ok=True)  # its pid is another's now
            time.sleep(PAUSE if complaint else 0)
        tail = "\n".join(log.read_text().splitlines()[-8:]) if log.exists() else ""
        raise SystemExit(f"PostgreSQL no arrancó ({log}).\n{complaint}\n{tail}")

    def _accepts(self) -> bool:
        """Tell whether the server takes connections, not only whether its process is there."""
        where = ("-h", "127.0.0.1", "-p", self._port())
        return self._run("pg_isready", "-q", *where, check=False) is None

    def _lock(self) -> list[str]:
        """Return the lines of postmaster.pid: the pid first, the port fourth."""
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _running(self) -> bool:
        """Tell whether the pid in the lock is a server: not a zombie, nor another's by now."""
        lock = self._lock()
        if not lock:
            return False
        try:
            name, _, status = Path("/proc", lock[0], "stat").read_text().partition(") ")
        except FileNotFoundError:
            return not Path("/proc/self").exists() and succeeds("kill", "-0", lock[0])
        return name.endswith("(postgres") and not status.startswith("Z")

    def _port(self) -> int:
        """Return the port of the running server, else the one of last time if still free."""
        lock = self._lock()
        if len(lock) > 3 and self._running():
            return int(lock[3])
        kept = self.state / "puerto"
        port = _free(int(kept.read_text()) if kept.exists() else 0) or _free(0)
        kept.write_text(str(port))
        return port

    def _roles(self) -> None:
        """Make the owner, who migrates, and the application's role, which has no DDL."""
        for role, option in ROLES.items():
            if not self._sql("postgres", "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
                self._sql("postgres", f"CREATE ROLE {role}")
            options = f"LOGIN {option} PASSWORD %s"
            self._sql("postgres", f"ALTER ROLE {role} WITH {options}", self.passwords[role])
        self._sql("postgres", "GRANT portal_app TO portal_dueno")
        if not self._sql("postgres", "SELECT 1 FROM pg_database WHERE datname = 'portal'"):
            self._sql("postgres", "CREATE DATABASE portal OWNER portal_dueno")
        for database in (
            "template1",
            "portal",
        ):  # the databases of tests are copies of template1
            self._sql(database, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
            self._sql(database, "GRANT ALL ON SCHEMA public TO portal_dueno")

    def _sql(self, database: str, statement: str, *values: str) -> bool:
        """Run one statement as the superuser; tell whether it found a row."""
        import psycopg2  # of the venv, which may not be there yet when this module is read

        connection = psycopg2.connect(
            host="127.0.0.1",
            port=self._port(),
            user="postgres",
            password=self.passwords["postgres"],
            dbname=database,
        )
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.description is not None and cursor.fetchone() is not None
        finally:
            connection.close()


def _free(port: int) -> int:
    """Return the port, or any free one for 0; 0 if it is taken."""
    try:
        with socket.create_server(("127.0.0.1", port)) as server:
            return int(server.getsockname()[1])
    except OSError:
        return 0


def main() -> None:
    """Start, or with --parar stop, the server of a folder."""
    server = Postgres(Path(sys.argv[1]), fast=True)
    if "--parar" in sys.argv:
        server.stop()
        return
    server.start()
    for name, url in server.urls().items():
        print(f"{name}={url}")


if __name__ == "__main__":
    main()
