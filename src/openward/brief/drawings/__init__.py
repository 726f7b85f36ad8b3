"""Drawings of the brief: the city by district, the frontier, the week. Each is shapes and labels, apart.

PDF/UA-1 as typst 0.15 checks it refuses Arabic text inside an SVG image, so the PDF sets the labels itself over a
drawing without text, and HTML gets one SVG with both.
"""

from openward.brief.drawings.drawing import Drawing, TextLabel, as_svg

__all__ = ["Drawing", "TextLabel", "as_svg"]
