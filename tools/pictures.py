"""Draw the pictures of the documentation that show the invented city: docs/pictures/invented-city*.png.

Run `.venv/bin/python -m tools.pictures` after a change of src/openward/city.
"""

from __future__ import annotations

import io
from pathlib import Path

import vl_convert
from PIL import Image

from openward.city import demonstration_city
from openward.city.picture import picture

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
COLOURS = 128


def main() -> None:
    """Write the whole city, and its middle from near."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    city = demonstration_city()
    views = {
        "invented-city": picture(city, 1400, 1000),
        "invented-city-centre": picture(city, 1400, 1000, across=1250.0, dots=False),
    }
    for name, drawn in views.items():
        image = Image.open(io.BytesIO(vl_convert.svg_to_png(drawn)))
        image.convert("RGB").quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
