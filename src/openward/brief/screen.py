"""From a map extract to all that a brief is composed of: the register, and help by time on its streets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openward.methods.progress import Progress, silent
from openward.methods.register import Register
from openward.methods.screening.help import help_times
from openward.methods.screening.model import Help
from openward.readers.extracts import read_register
from openward.readers.streets import read_streets


@dataclass(frozen=True, slots=True)
class Screened:
    """A register, and for each place's id one Help for each service."""

    register: Register
    help: Mapping[str, tuple[Help, ...]]


def screen(extract: Path, city: str | None, *, progress: Progress = silent) -> Screened:
    """Read an extract twice: for its places, then for its streets. Raises the OpenwardErrors of both readers."""
    register = read_register(extract, city, progress=progress)
    streets = read_streets(extract, progress=progress)
    helps = help_times(streets, register.facilities, register.places, register.extract, progress=progress)
    return Screened(register, helps)
