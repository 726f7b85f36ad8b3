"""Processes that run side by side until one ends or a signal comes, and one that is begun again every hour."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

import typer

FIRST_SECONDS, HOUR_SECONDS = 60.0, 3600.0
WORKER = [sys.executable, "-m", "django", "db_worker", "--interval", "0.5"]
# Every process that supervises a worker looks every hour whether something is due; the database lets one do it.
DAILY = [sys.executable, "-m", "openward.cli.main", "daily"]


def begin(command: list[str], stdout: int | None = None) -> subprocess.Popen[bytes]:
    """In a group of its own, which Ctrl-C in a terminal does not reach: who supervises it stops it, and a process that
    is just starting does not answer with a traceback."""
    return subprocess.Popen(command, stdout=stdout, process_group=0)


class Hourly:
    """A command that is run a minute after the start and then every hour, never beside itself. What it says on stdout
    is for people who run it by hand."""

    def __init__(self, command: list[str], first: float = FIRST_SECONDS) -> None:
        self._command = command
        self._next = time.monotonic() + first
        self.process: subprocess.Popen[bytes] | None = None

    def look(self) -> None:
        """Begin it where its hour has come."""
        if time.monotonic() >= self._next and (self.process is None or self.process.poll() is not None):
            self.process = begin(self._command, stdout=subprocess.DEVNULL)
            self._next = time.monotonic() + HOUR_SECONDS


def supervise(
    commands: list[list[str]], listens: tuple[str, int] | None = None, hourly: list[str] | None = None
) -> int:
    """Run all until one ends or a signal comes; then stop the others. Says when the address `listens` takes calls.
    Returns the exit code."""
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    running = [begin(command) for command in commands]
    beside = Hourly(hourly) if hourly else None
    while not stopping and all(process.poll() is None for process in running):
        time.sleep(0.2)
        if listens and is_open(listens):
            typer.echo(f"Openward answers at {os.environ['OPENWARD_ORIGIN']} (stop it with Ctrl-C)")
            listens = None
        if beside:
            beside.look()
    codes = [process.poll() for process in running]
    if beside and beside.process:
        running.append(beside.process)
    for process in running:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in running:
        try:
            process.wait(timeout=25)
        except subprocess.TimeoutExpired:
            process.kill()
    return 0 if stopping else next((code for code in codes if code), 1)


def is_open(address: tuple[str, int]) -> bool:
    try:
        socket.create_connection(address, timeout=0.5).close()
    except OSError:
        return False
    return True
