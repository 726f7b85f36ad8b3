"""Cut ground into lots: halve it across its longer side, again and again."""

from __future__ import annotations

import numpy as np
import shapely
from shapely import Polygon

from openward.city.chance import Floats
from openward.city.fronts import Points, ring_of


def oriented(plot: Polygon) -> tuple[Floats, Floats, float, float]:
    """The smallest rectangle round a plot: a corner, two unit axes as rows (the longer first), length, depth."""
    frame = np.array(shapely.get_coordinates(shapely.minimum_rotated_rectangle(plot)))
    if len(frame) < 5:
        return frame[0], np.eye(2), 0.0, 0.0
    one, two = frame[1] - frame[0], frame[3] - frame[0]
    if np.hypot(*one) < np.hypot(*two):
        one, two = two, one
    length, depth = float(np.hypot(*one)), float(np.hypot(*two))
    return frame[0], np.array([one / max(length, 1e-9), two / max(depth, 1e-9)]), length, depth


def lots_of(plot: Polygon, target: float, chance: np.random.Generator) -> list[Polygon]:
    """Halve a plot until no lot is much larger than `target` square metres."""
    waiting, done = [plot], []
    while waiting:
        part = waiting.pop()
        if part.area < 1.5 * target:
            done.append(part)
        elif len(part.interiors) == 0 and len(part.exterior.coords) < 40 and _is_convex(ring := ring_of(part)):
            done += _convex_lots(ring, target, chance)
        else:
            waiting += halves(part, chance.uniform(0.4, 0.6))
    return done


def halves(plot: Polygon, share: float) -> list[Polygon]:
    """Cut a plot across its longer side, `share` 0..1 of the way along."""
    frame, axes, length, depth = oriented(plot)
    cut = share * length
    pieces = []
    for low, high in ((-1.0, cut), (cut, length + 1.0)):
        box = Polygon(frame + np.array([[low, -1], [high, -1], [high, depth + 1], [low, depth + 1]]) @ axes)
        parts = shapely.get_parts(plot.intersection(box))
        pieces += [part for part in parts if part.geom_type == "Polygon" and part.area > 1]
    return pieces


def _is_convex(ring: Points) -> bool:
    steps = np.roll(ring, -1) - ring
    return bool((np.imag(np.conj(np.roll(steps, 1)) * steps) > -0.5).all())


def _convex_lots(ring: Points, target: float, chance: np.random.Generator) -> list[Polygon]:
    """The same as `lots_of` for a convex ring, without a geometry at every cut."""
    waiting, done = [ring], []
    while waiting:
        part = waiting.pop()
        after = np.roll(part, -1)
        if abs(float(np.imag(np.conj(part) * after).sum())) / 2 < 1.5 * target or len(part) < 3:
            if len(part) >= 3:
                done.append(Polygon(np.column_stack([part.real, part.imag])))
            continue
        steps = after - part
        axis = steps[np.abs(steps).argmax()]
        axis = axis / abs(axis)
        turned = part * np.conj(axis)
        if np.ptp(turned.imag) > np.ptp(turned.real):
            axis, turned = axis * 1j, turned * -1j
        place = turned.real.min() + chance.uniform(0.4, 0.6) * np.ptp(turned.real)
        waiting += [_side(turned, place, below) * axis for below in (True, False)]
    return done


def _side(ring: Points, place: float, below: bool) -> Points:
    """What of a convex ring lies below, or not below, x = place."""
    after = np.roll(ring, -1)
    inside = (ring.real <= place) == below
    crosses = inside != np.roll(inside, -1)
    run = np.where(crosses, after.real - ring.real, 1.0)
    cut = ring + (after - ring) * ((place - ring.real) / np.where(run == 0, 1.0, run))
    both = np.stack([ring, cut], axis=1).ravel()
    return np.asarray(both[np.stack([inside, crosses], axis=1).ravel()])
