"""`openward serve`: bring the database up to date, then run the web server and a job worker until Ctrl-C. What is due
once a day is done beside them (`openward daily`)."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from openward.cli.supervision import DAILY, WORKER, supervise
from openward.config.environment import keep_private
from openward.methods.errors import OpenwardError


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 8000,
    address: Annotated[str, typer.Option(help="Network address to listen on.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer requests.")] = 2,
    demonstration: Annotated[
        bool, typer.Option("--demonstration", help="Make the invented city and its accounts.")
    ] = False,
) -> None:
    """Serve the site with a job worker. Data lies in OPENWARD_HOME (default: var)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward.config.settings")
    if demonstration:
        # Whoever tries it looks for the address and the accounts, which a log of every request would drive away.
        os.environ.setdefault("OPENWARD_LOG_LEVEL", "WARNING")
    keep_private()
    os.environ.setdefault("OPENWARD_ORIGIN", f"http://localhost:{port}")
    refuse_taken(address, port)
    prepare()
    if demonstration:
        from openward.demonstration import accounts_shown, make

        make(say=typer.echo)
        typer.echo(accounts_shown())
    raise typer.Exit(
        supervise(
            [
                [
                    sys.executable, "-m", "gunicorn", "openward.config.wsgi:application", "--bind", f"{address}:{port}",
                    "--workers", str(workers), "--timeout", "120", "--graceful-timeout", "20", "--log-level", "warning",
                    "--worker-tmp-dir", shared_memory(),
                ],
                WORKER,
            ],
            (address, port),
            hourly=DAILY,
        )
    )  # fmt: skip


def refuse_taken(address: str, port: int) -> None:
    """Raises OpenwardError `port-taken` where nobody can listen there."""
    host = address.strip("[]")
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        detail = error.strerror or str(error)
        raise OpenwardError("port-taken", address=address, port=str(port), detail=detail) from error


def prepare() -> None:
    """Migrate, and collect the built assets where the server reads them. Quick when there is nothing to do."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if assets_changed():
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        mark_assets()


def assets_changed() -> bool:
    from django.conf import settings

    mark = Path(settings.STATIC_ROOT) / ".collected"
    return not mark.exists() or mark.read_text() != assets_state()


def mark_assets() -> None:
    from django.conf import settings

    (Path(settings.STATIC_ROOT) / ".collected").write_text(assets_state())


def assets_state() -> str:
    """Changes when an asset of ours or a library does."""
    import django
    import wagtail
    from django.conf import settings

    newest = max((file.stat().st_mtime_ns for file in Path(settings.STATICFILES_DIRS[0]).rglob("*")), default=0)
    return f"{newest} {django.__version__} {wagtail.__version__}"


def shared_memory() -> str:
    """gunicorn's heartbeat files, where a slow disk does not make it think that a worker hangs."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else "."  # noqa: S108 - gunicorn makes a private file there


def worker() -> None:
    """Run a job worker of its own, beside a server that runs elsewhere."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward.config.settings")
    keep_private()
    raise typer.Exit(supervise([WORKER], hourly=DAILY))


def migrate() -> None:
    """Bring the database and the collected assets up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward.config.settings")
    keep_private()
    prepare()
