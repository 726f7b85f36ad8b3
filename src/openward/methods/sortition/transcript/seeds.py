"""From a seed that nobody could know to the number of a panel.

The seed is hashed in a normal form (case, spacing and punctuation leave no choice once dice or balls have fallen)
together with the commitment, so that it serves this lottery alone. The rule, which `sha256sum` can redo:

    sha256("openward-panel-draw/1" LF commitment LF attempt LF seed) as a whole number x, attempt = 0, 1, 2, ...
    the first x below the greatest multiple of m gives the panel x mod m (so that every panel is equally likely)
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from openward.methods.errors import OpenwardError

DRAW = "openward-panel-draw/1"
LONGEST = 1000
_SPAN = 2**256


def normal_seed(text: str) -> str:
    """Compatibility form, small letters, digits of any script as 0 to 9; what is neither letter nor digit parts words.

    Raises OpenwardError `seed-empty` or `seed-too-long`.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character if character.isalnum() else " "
        for character in folded
    )
    seed = re.sub(r" +", " ", plain).strip()
    if not seed:
        raise OpenwardError("seed-empty")
    if len(seed) > LONGEST:
        raise OpenwardError("seed-too-long", most=LONGEST)
    return seed


def drawn_panel(seed: str, commitment: str, panels: int) -> int:
    """The panel's number, 0 to panels - 1, for a seed in its normal form."""
    most = _SPAN - _SPAN % panels
    attempt = 0
    while True:
        message = f"{DRAW}\n{commitment}\n{attempt}\n{seed}".encode()
        number = int.from_bytes(hashlib.sha256(message).digest())
        if number < most:
            return number % panels
        attempt += 1
