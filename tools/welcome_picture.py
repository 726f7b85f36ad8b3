"""Draw the quiet map behind the welcome page, from an invented city: assets/city.svg.

Run `.venv/bin/python -m tools.welcome_picture` after a change of its looks; it shows no real place.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import shapely

from openward.city import generate
from openward.city.quarters import Quarter

TARGET = Path(__file__).resolve().parent.parent / "assets/city.svg"
SEED, PLACES = 3, 200
SIZE = 720
ROADS = ((4, 1.1), (3, 1.6), (2, 2.4), (1, 3.4), (0, 4.4))  # rank of road, pixels; small ones first
MARKS = 14


def main() -> None:
    city = generate(SEED, PLACES)
    radius = city.plan.radius * 1.05
    frame = shapely.Point(0, 0).buffer(radius, 48)

    def path(lines: object) -> str:
        drawn = []
        for part in shapely.get_parts(np.array(lines, dtype=object).ravel()):
            kept = shapely.simplify(shapely.intersection(part, frame), radius / 400)
            for piece in shapely.get_parts(kept):
                rings = [piece.exterior, *piece.interiors] if piece.geom_type == "Polygon" else [piece]
                for ring in rings:
                    points = shapely.get_coordinates(ring)
                    if len(points) > 1:
                        x = np.round((points[:, 0] / radius + 1) * SIZE / 2).astype(int)
                        y = np.round((1 - points[:, 1] / radius) * SIZE / 2).astype(int)
                        drawn.append("M" + "L".join(f"{a} {b}" for a, b in zip(x, y, strict=True)))
        return "".join(drawn)

    parks = city.fabric.cells[city.fabric.quarters == Quarter.PARK]
    parts = [
        f'<circle cx="{SIZE // 2}" cy="{SIZE // 2}" r="{SIZE // 2}" fill="#efece5"/>',
        f'<path d="{path([*parks, *(shape for shape, _use in city.greens)])}" fill="#dbe6d0"/>',
        f'<path d="{path(shapely.get_parts(city.plan.water))}" fill="#cfe2ef"/>',
    ]
    points = city.network.points
    for rank, pixels in ROADS:
        lines = [shapely.LineString(points[way.nodes]) for way in city.network.ways if way.road == rank]
        parts.append(f'<path d="{path(lines)}" fill="none" stroke="#fff" stroke-width="{pixels}"/>')
    inside = [p.point for p in city.places if p.registered and np.hypot(*p.point) < radius * 0.85]
    for x, y in inside[:: max(1, len(inside) // MARKS)]:
        cx, cy = (x / radius + 1) * SIZE / 2, (1 - y / radius) * SIZE / 2
        parts.append(f'<circle cx="{cx:.0f}" cy="{cy:.0f}" r="9" fill="#574391" stroke="#fff" stroke-width="3"/>')
    body = "\n".join(parts)
    TARGET.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}">\n{body}\n</svg>\n', "utf-8"
    )


if __name__ == "__main__":
    main()
