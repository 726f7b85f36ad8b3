"""What tests of every kind share: where real inputs lie, and a database that is copied from a migrated template."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

from tests import environment

# Whatever else the machine does, a property is true or false: none is timed.
hypothesis_settings.register_profile("untimed", parent=hypothesis_settings(), deadline=None)
hypothesis_settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_reset_sequences", "client", "admin_client"}


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real inputs (OPENWARD_DATA, else ../shared/data beside the checkout)."""
    folder = Path(os.environ.get("OPENWARD_DATA") or ROOT.parent / "shared/data")
    if not folder.is_dir():
        pytest.skip(f"real inputs are not here: {folder} (set OPENWARD_DATA)")
    return folder


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    # Quick hashes keep a thousand sign-ins quick.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def _language_and_zone_of_no_request() -> Iterator[None]:
    """A request leaves its language and zone to its thread until the next one: the next test starts without them."""
    from django.utils import timezone, translation

    translation.deactivate()
    timezone.deactivate()
    yield
    translation.deactivate()
    timezone.deactivate()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        uses = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or uses & DATABASE_FIXTURES:
            item.add_marker("database")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With CI set, what was skipped was not tested, and that is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and os.environ.get("CI") and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def workers() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Processes that a test started; none outlives it."""
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        process.kill()
        process.wait()


@contextmanager
def _lock(file: Path) -> Iterator[None]:
    import fcntl

    file.parent.mkdir(parents=True, exist_ok=True)
    with open(file, "w") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield


def _schema_digest() -> str:
    """Changes whenever a migration or a locked library does."""
    digest = hashlib.sha256()
    migrations = sorted([*(ROOT / "src").rglob("migrations/*.py"), *(ROOT / "tests").rglob("migrations/*.py")])
    for file in [*migrations, ROOT / "requirements/runtime.txt", Path(__file__)]:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:20]


def _migrate(**variables: str) -> None:
    subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"],
        check=True,
        env={**os.environ, **variables},
    )


def _sqlite_from_template() -> None:
    template = ROOT / "build/test-template" / f"{_schema_digest()}.sqlite3"
    with _lock(template.parent / "lock"):
        if not template.exists():
            for old in template.parent.glob("*.sqlite3"):
                old.unlink()
            home = template.parent / "home"
            shutil.rmtree(home, ignore_errors=True)
            _migrate(OPENWARD_HOME=str(home))
            # Empty the write-ahead log into the file before it is copied.
            import sqlite3

            with sqlite3.connect(home / "openward.sqlite3") as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
            (home / "openward.sqlite3").rename(template)
            shutil.rmtree(home)
    shutil.copyfile(template, Path(os.environ["OPENWARD_HOME"]) / "openward.sqlite3")


def _postgresql_from_template() -> None:
    import psycopg

    cluster = os.environ[environment.CLUSTER_VARIABLE]
    with (
        _lock(Path(cluster) / "template-lock"),
        psycopg.connect(host=cluster, user="openward", dbname="postgres", autocommit=True) as connection,
    ):
        names = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        if "openward_template" not in names:
            connection.execute("CREATE DATABASE openward_template")
            _migrate(OPENWARD_DATABASE_URL=f"postgresql://openward@/openward_template?host={cluster}")
        connection.execute(f"DROP DATABASE IF EXISTS openward_{environment.WORKER}")
        connection.execute(f"CREATE DATABASE openward_{environment.WORKER} TEMPLATE openward_template")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: Any, django_db_blocker: Any) -> Iterator[None]:
    """The database under test, copied from a migrated template: seconds instead of a migration for each process."""
    with django_db_blocker.unblock():
        if environment.DATABASE == "postgresql":
            _postgresql_from_template()
        else:
            _sqlite_from_template()
        yield
        from django.db import connections

        connections.close_all()
