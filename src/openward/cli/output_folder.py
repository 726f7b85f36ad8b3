"""A folder of outputs that appears whole or not at all, whatever stops the work.

Everything is written into a hidden folder on the same file system and moved at the end. Only a power cut between two
moves into a folder that stood already could leave old and new files side by side.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from openward.methods.errors import OpenwardError

STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def output_folder(target: Path, replaced: Iterable[str] = ()) -> Iterator[Path]:
    """A folder to write into, whose files become those of `target` when the block ends well. Files of `target` named in
    `replaced` that the block did not write anew are removed, so that no old output stands beside new ones.

    Raises OpenwardError `folder-unwritable` at once where it cannot be written to.
    """
    try:
        staging = _staging(target)
    except OSError as error:
        raise OpenwardError("folder-unwritable", folder=str(target), detail=error.strerror or str(error)) from error
    try:
        yield staging
        with _unstopped():
            _move(staging, target, replaced)
    except OSError as error:
        raise OpenwardError("folder-unwritable", folder=str(target), detail=error.strerror or str(error)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def write_private(path: Path, content: bytes) -> None:
    """Write a new file that nobody but its owner can read, from its first byte on (mode 0600)."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def _staging(target: Path) -> Path:
    """A hidden folder in `target`, or beside it, or in the nearest folder above it that there is."""
    place = target
    while not os.path.lexists(place) and place != place.parent:
        place = place.parent
    if not place.is_dir():
        raise NotADirectoryError(20, "it is not a folder")
    return Path(mkdtemp(prefix=".openward-", dir=place))


def _move(staging: Path, target: Path, replaced: Iterable[str]) -> None:
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        umask = os.umask(0)
        os.umask(umask)
        staging.chmod(0o777 & ~umask)
        staging.rename(target)
        return
    written = sorted(staging.iterdir())
    for path in written:
        path.replace(target / path.name)
    for name in sorted(set(replaced) - {path.name for path in written}):
        (target / name).unlink(missing_ok=True)


@contextmanager
def _unstopped() -> Iterator[None]:
    """Ignore being asked to stop while files are moved: it comes too late, and half of them would be old."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
