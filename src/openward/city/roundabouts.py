"""Roundabouts where main roads cross, out of the old town: the ways that met in a point end on a circle round it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from scipy.spatial import KDTree

from openward.city.chance import Floats, Ints, stream
from openward.city.ways import Network, Way

RADIUS = 15.0  # metres
_APART = 420.0


def with_roundabouts(seed: int, network: Network, inner: float) -> Network:
    """Some crossings of main roads further than `inner` metres from the centre become roundabouts."""
    at: dict[int, list[tuple[int, int]]] = {}
    for number, way in enumerate(network.ways):
        if way.road <= 3:
            for place, node in enumerate(way.nodes.tolist()):
                at.setdefault(node, []).append((number, place))
    chosen = _choose(seed, network, at, inner)
    if not chosen:
        return network
    every = _passing(network.ways, set(chosen))
    ways: list[list[Way]] = [[way] for way in network.ways]
    points, circles = [network.points], []
    count = len(network.points)
    for node in chosen:
        centre = network.points[node]
        arms: list[int] = []
        for number in every[node]:
            pieces = [part for way in ways[number] for part in _split(way, node)]
            for place, piece in enumerate(pieces):
                for end in (0, -1):
                    if piece.nodes[end] == node:
                        trimmed, point = _trimmed(piece.nodes, end, centre, points, network.points)
                        trimmed[end] = count
                        points.append(point[None])
                        arms.append(count)
                        count += 1
                        piece = replace(piece, nodes=trimmed)
                pieces[place] = piece
            ways[number] = pieces
        best = min((way for number in every[node] for way in ways[number]), key=lambda way: (way.road, way.line))
        ring, fresh = _ring(centre, arms, np.concatenate(points), count)
        points.append(fresh)
        count += len(fresh)
        circles.append([*centre, RADIUS])
        ways.append([replace(best, nodes=ring, oneway=True, bridge=False, roundabout=True)])
    return replace(
        network,
        points=np.concatenate(points),
        ways=tuple(way for pieces in ways for way in pieces if len(way.nodes) > 1),
        roundabouts=np.array(circles),
    )


def _choose(seed: int, network: Network, at: dict[int, list[tuple[int, int]]], inner: float) -> list[int]:
    """Nodes far enough from each other, from the centre, from bridges and from the next crossing."""
    chance = stream(seed, "roundabouts")
    crowded = np.zeros(len(network.points), dtype=np.int64)
    for way in network.ways:
        crowded[way.nodes[1:-1]] += 2
        crowded[way.nodes[[0, -1]]] += 1
    crossings = network.points[crowded > 2]
    bridges = [network.points[way.nodes] for way in network.ways if way.bridge]
    over = np.concatenate(bridges) if bridges else np.empty((0, 2))
    chosen: list[int] = []
    nodes = np.array(sorted(node for node, passing in at.items() if len(passing) >= 2 and crowded[node] >= 3))
    if not len(nodes):
        return chosen
    there = network.points[nodes]
    next_crossing = KDTree(crossings).query(there, k=2)[0][:, 1]
    next_bridge = KDTree(over).query(there)[0] if len(over) else np.full(len(nodes), np.inf)
    rank = np.array([min(network.ways[number].road for number, _ in at[node]) for node in nodes.tolist()])
    fit = (np.hypot(*there.T) >= inner) & (rank <= 2) & (next_crossing >= 2.6 * RADIUS) & (next_bridge >= 70)
    for node in nodes[fit & (chance.random(len(nodes)) < 0.55)].tolist():
        if all(np.hypot(*(network.points[other] - network.points[node])) > _APART for other in chosen):
            chosen.append(node)
    return chosen


def _passing(ways: Sequence[Way], nodes: set[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {node: [] for node in nodes}
    for number, way in enumerate(ways):
        for node in sorted(nodes.intersection(way.nodes.tolist())):
            found[node].append(number)
    return found


def _split(way: Way, node: int) -> list[Way]:
    places = [place for place in np.flatnonzero(way.nodes == node).tolist() if 0 < place < len(way.nodes) - 1]
    cuts = [0, *places, len(way.nodes) - 1]
    return [replace(way, nodes=way.nodes[a : b + 1]) for a, b in pairwise(cuts)]


def _trimmed(nodes: Ints, end: int, centre: Floats, points: list[Floats], first: Floats) -> tuple[Ints, Floats]:
    """The run without the points inside the circle (its end keeps a place for the new one), and the point on the
    circle where it comes in."""
    run = nodes if end == 0 else nodes[::-1]
    place = np.concatenate(points) if run.max() >= len(first) else first
    away = np.hypot(*(place[run] - centre).T)
    outside = np.flatnonzero(away > RADIUS)
    last = int(outside[0]) if len(outside) else len(run) - 1
    direction = (place[run[last]] - centre) / max(float(away[last]), 1e-9)
    kept = np.concatenate([run[:1], run[last:]])
    return (kept if end == 0 else kept[::-1]).copy(), centre + RADIUS * direction


def _ring(centre: Floats, arms: list[int], points: Floats, count: int) -> tuple[Ints, Floats]:
    """A closed run anticlockwise through the arms' points and more between them, and the places of the new points."""
    angles = np.arctan2(*(points[arms] - centre).T[::-1])
    between = np.arange(-np.pi, np.pi, np.pi / 6)
    clear = np.abs((between[:, None] - angles + np.pi) % (2 * np.pi) - np.pi).min(axis=1) > 0.16
    between = between[clear]
    fresh = centre + RADIUS * np.column_stack([np.cos(between), np.sin(between)])
    every = np.concatenate([angles, between])
    numbers = np.concatenate([np.array(arms), count + np.arange(len(fresh))])
    ring = numbers[np.argsort(every, kind="stable")]
    return np.append(ring, ring[0]), fresh
