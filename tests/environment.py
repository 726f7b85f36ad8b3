"""Loaded by pytest before Django reads its settings: a data folder of its own, and the database under test.

OPENWARD_TEST_DATABASE=postgresql runs the same tests on PostgreSQL, in a temporary cluster that this module starts as
an unprivileged user and stops at the end. Nothing of it needs a service or a password.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
DATABASE = os.environ.get("OPENWARD_TEST_DATABASE", "sqlite")
CLUSTER_VARIABLE = "OPENWARD_TEST_CLUSTER"  # set by the first process, inherited by its workers


def postgresql_programs() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest version that Debian or PATH has."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parent.parent.name))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def _start_cluster(programs: Path) -> str:
    """Start PostgreSQL on a socket in a new folder; returns that folder."""
    folder = Path(tempfile.mkdtemp(prefix="openward-postgresql-"))
    # PostgreSQL refuses to run as root.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    data = folder / "data"

    def run(*command: str) -> None:
        subprocess.run([*as_user, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    run(
        str(programs / "initdb"),
        "--pgdata",
        str(data),
        "--username",
        "openward",
        "--auth",
        "trust",
        "--no-sync",
        "--encoding",
        "UTF8",
        "--locale",
        "C.UTF-8",
    )
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    run(str(programs / "pg_ctl"), "--pgdata", str(data), "--log", str(folder / "log"), "--wait", "-o", options, "start")

    def stop() -> None:
        subprocess.run(
            [*as_user, str(programs / "pg_ctl"), "--pgdata", str(data), "--mode", "immediate", "stop"],
            stdout=subprocess.DEVNULL,
            check=False,
            cwd="/",
        )
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return str(folder)


def _prepare() -> None:
    home = Path(tempfile.mkdtemp(prefix=f"openward-test-{WORKER}-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    (home / "static").mkdir()
    os.environ["OPENWARD_HOME"] = str(home)
    os.environ["OPENWARD_SECRET_KEY"] = "a key for tests"
    os.environ["OPENWARD_LOG_LEVEL"] = "ERROR"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    for name in ("OPENWARD_DATABASE_URL", "OPENWARD_ORIGIN", "OPENWARD_HOSTS", "OPENWARD_DEBUG", "OPENWARD_LANGUAGE"):
        os.environ.pop(name, None)
    if DATABASE == "postgresql":
        cluster = os.environ.get(CLUSTER_VARIABLE)
        if cluster is None:
            programs = postgresql_programs()
            if programs is None:
                raise SystemExit("PostgreSQL's server programs are not here. On Debian: apt install postgresql")
            cluster = os.environ[CLUSTER_VARIABLE] = _start_cluster(programs)
        os.environ["OPENWARD_DATABASE_URL"] = f"postgresql://openward@/openward_{WORKER}?host={cluster}"


_prepare()
