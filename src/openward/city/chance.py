"""Independent streams of chance: each part of the generator draws from its own, so that a change in one part leaves
the rest of a city as it was. Words: a *wave field* is a smooth field of chance over the plane.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def stream(seed: int, *topics: str | int) -> np.random.Generator:
    """The generator of chance for one topic of one seed. Same arguments, same draws."""
    digest = hashlib.sha256("/".join(str(topic) for topic in (seed, *topics)).encode()).digest()
    return np.random.Generator(np.random.PCG64(np.frombuffer(digest, dtype=np.uint32)))


@dataclass(frozen=True, slots=True)
class WaveField:
    """A smooth random field: a sum of plane waves. Values are about -1..1 times the amplitudes' sum."""

    vectors: Floats  # (w, 2) radians a metre
    phases: Floats  # (w,)
    amplitudes: Floats  # (w,)

    def __call__(self, points: Floats) -> Floats:
        """(n, 2) metres -> (n,)."""
        waves: Floats = np.sin(points @ self.vectors.T + self.phases) @ self.amplitudes
        return waves


def wave_field(
    chance: np.random.Generator, wavelengths: list[float], amplitudes: list[float], each: int = 3
) -> WaveField:
    """`each` plane waves in random directions for every wavelength (metres), sharing its amplitude."""
    lengths = np.repeat(np.asarray(wavelengths, dtype=float), each) * chance.uniform(0.8, 1.25, each * len(wavelengths))
    directions = chance.uniform(0, 2 * np.pi, len(lengths))
    vectors = (2 * np.pi / lengths)[:, None] * np.column_stack([np.cos(directions), np.sin(directions)])
    shares = np.repeat(np.asarray(amplitudes, dtype=float), each) / each**0.5
    return WaveField(vectors, chance.uniform(0, 2 * np.pi, len(lengths)), shares)
