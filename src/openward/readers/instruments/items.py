"""Where an item of a list belongs: the next of a list that is open, or the first of a new one.

Words: *open lists* are given from the outermost, each by the style and value of its last item; a *depth* of 0 is the
outermost. Hard part: "(i)" follows (h), or begins a list within (a); what the text before it ends with decides.
"""

from __future__ import annotations

from openward.readers.instruments.enumeration import Label, Style

Item = tuple[Style, int]


def place_of(label: Label, open_lists: list[Item], ended: str) -> tuple[int, tuple[Style, int] | None, bool]:
    """Depth, reading, and whether it is a list's first; reading None where it fits nowhere. The deepest open list comes
    first. `ended` is the last character of the text before."""
    for depth in range(len(open_lists) - 1, -1, -1):
        style, value = open_lists[depth]
        if (style, value + 1) in label.readings and not (
            ended == ":" and any(number == 1 for _, number in label.readings)
        ):
            return depth, (style, value + 1), False
    begun = next((reading for reading in label.readings if reading[1] == 1), None)
    if begun is not None and (ended in ":;," or not open_lists):
        if any(style is begun[0] for style, _ in open_lists):
            depth = next(index for index, (style, _) in enumerate(open_lists) if style is begun[0])
            return (depth, begun, True) if ended != ":" else (len(open_lists), begun, True)
        return len(open_lists), begun, True
    return 0, None, False


def place_of_misread(label: Label, open_lists: list[Item]) -> tuple[int, tuple[Style, int] | None]:
    """An item that no open list expects: one was lost before it, or its own number is misread."""
    for depth in range(len(open_lists) - 1, -1, -1):
        style, value = open_lists[depth]
        if (style, value + 2) in label.readings:
            return depth, (style, value + 2)
    if not open_lists or any(number == 1 for _, number in label.readings):
        return 0, None
    style, value = open_lists[-1]
    return len(open_lists) - 1, (style, value + 1)
