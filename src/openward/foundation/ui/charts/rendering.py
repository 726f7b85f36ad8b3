"""A Vega-Lite spec in Openward's look to SVG, by vl-convert: no browser, no network.

The engine starts when the first chart is asked for, which takes it about a second; the same spec is drawn once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from babel.numbers import get_decimal_symbol, get_group_symbol

from openward.wording import Words, words

INK, QUIET, RULE, PAPER = "#1c2733", "#56626e", "#e2e4e7", "#ffffff"
ACCENT, BAND, WARM = "#574391", "#cdc1e4", "#b4532a"
# The reader's system draws the text of an image: a page's web fonts do not reach into it.
FONT = "Noto Sans, Noto Sans Arabic, system-ui, sans-serif"

LOOK: Mapping[str, Any] = {
    "background": PAPER,
    "font": FONT,
    "padding": 4,
    "view": {"stroke": None},
    "axis": {
        "labelColor": QUIET,
        "labelFontSize": 12,
        "titleColor": QUIET,
        "titleFontSize": 12,
        "titleFontWeight": 400,
        "gridColor": RULE,
        "domainColor": "#9aa2aa",
        "tickColor": "#9aa2aa",
        "labelPadding": 5,
    },
    "legend": {"labelColor": INK, "labelFontSize": 12, "title": None, "orient": "top", "symbolStrokeWidth": 2},
    "text": {"color": INK, "fontSize": 12},
}


@cache
def _engine() -> Any:
    import vl_convert

    from openward.brief.fonts import FONT_FOLDER

    vl_convert.register_font_directory(str(FONT_FOLDER))
    return vl_convert


def svg(spec: Mapping[str, Any], language: str, title: str, description: str = "") -> bytes:
    """The chart with its title and description for screen readers, in UTF-8. Equal specs give equal bytes."""
    whole = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "config": LOOK, **spec}
    drawn = _drawn(json.dumps(whole, ensure_ascii=False, sort_keys=True), language)
    told = f"<title>{_escaped(title)}</title>" + (f"<desc>{_escaped(description)}</desc>" if description else "")
    head, rest = drawn.split(">", 1)
    return f'{head} role="img">{told}{rest}'.encode()


@lru_cache(maxsize=512)
def _drawn(spec: str, language: str) -> str:
    reader = words(language)
    drawn: str = _engine().vegalite_to_svg(
        spec, format_locale=number_format(reader), show_warnings=False, allowed_base_urls=[]
    )
    return drawn


def number_format(reader: Words) -> dict[str, Any]:
    """Numbers of axes as the reader's language writes them."""
    return {
        "decimal": get_decimal_symbol(reader.locale),
        "thousands": get_group_symbol(reader.locale),
        "grouping": [3],
        "currency": ["", ""],
    }


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
