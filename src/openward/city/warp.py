"""The warp: it bends a plan of circles and rays as a whole, so that nothing that met comes apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openward.city.chance import Floats, WaveField, wave_field


@dataclass(frozen=True, slots=True)
class Warp:
    """From the drawing of circles and rays to the ground. Distances change by less than a third."""

    east: WaveField
    north: WaveField
    eccentric: Floats  # (4,): two amplitudes, two phases

    def polar(self, radius: Floats, angle: Floats) -> Floats:
        a2, a3, p2, p3 = self.eccentric
        reach = radius * (1 + a2 * np.sin(2 * angle + p2) + a3 * np.sin(3 * angle + p3))
        return self(np.column_stack([reach * np.cos(angle), reach * np.sin(angle)]))

    def __call__(self, points: Floats) -> Floats:
        still = np.zeros((1, 2))  # the centre stays where it is
        return points + np.column_stack([self.east(points) - self.east(still), self.north(points) - self.north(still)])


def draw_warp(chance: np.random.Generator, radius: float, old_town: float) -> Warp:
    """A warp for a city of that radius, with bends as long as the city and as short as the old town."""
    wavelengths = [1.9 * radius, 0.8 * radius + 150, 3.2 * old_town]
    amplitudes = [0.075 * radius, 0.03 * radius, 0.075 * old_town]
    return Warp(
        wave_field(chance, wavelengths, amplitudes),
        wave_field(chance, wavelengths, amplitudes),
        np.concatenate([chance.uniform(0.04, 0.11, 1), chance.uniform(0.02, 0.06, 1), chance.uniform(0, 2 * np.pi, 2)]),
    )
