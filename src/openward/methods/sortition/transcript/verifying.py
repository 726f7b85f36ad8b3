"""What the public, and a volunteer, can check of a transcript by themselves. Each fault has words of its own.

The public: everything follows from the commitment, the seed is younger than it, and leads to this panel. A volunteer:
also that they are in the pool, and their own chance. What nobody can check from the file alone is when the commitment
was published: whoever wrote it down then gives it as `published`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from openward.methods.errors import OpenwardError
from openward.methods.sortition.transcript import merkle
from openward.methods.sortition.transcript.making import check_seed_moment
from openward.methods.sortition.transcript.model import Transcript, lottery_digest
from openward.methods.sortition.transcript.salts import identity_of, pseudonym_of
from openward.methods.sortition.transcript.seeds import drawn_panel, normal_seed


class Reservation(StrEnum):
    """What was not shown."""

    NOT_PUBLISHED = "commitment-not-compared"  # with what was published before the seed was known
    NOT_ANNOUNCED = "seed-not-announced"  # where the seed would come from was not fixed before the pool closed


@dataclass(frozen=True, slots=True)
class PublicCheck:
    commitment: str
    volunteers: int
    panels: int
    panel: int  # drawn
    members: tuple[str, ...]
    reservations: tuple[Reservation, ...]


@dataclass(frozen=True, slots=True)
class VolunteerCheck:
    pseudonym: str
    position: int
    path: tuple[str, ...]
    panels: int  # that hold them
    of: int
    chosen: bool

    @property
    def chance(self) -> Fraction:
        return Fraction(self.panels, self.of)


def check_public(transcript: Transcript, published: str | None = None) -> PublicCheck:
    """Raises OpenwardError `transcript-commitment-wrong`, `transcript-not-as-published`, `transcript-pool-altered`,
    `transcript-lottery-altered`, `transcript-times-wrong`, `transcript-not-drawn`, `transcript-seed-malformed`,
    `seed-before-list`, `seed-after-date`, `transcript-panel-wrong` or `transcript-members-wrong`."""
    made = transcript.committed
    if made.digest != transcript.commitment:
        raise OpenwardError("transcript-commitment-wrong")
    if published is not None and "".join(published.split()).lower() != transcript.commitment:
        raise OpenwardError("transcript-not-as-published", commitment=transcript.commitment)
    _check_pool(transcript)
    _check_lottery(transcript)
    _check_times(transcript)
    draw = transcript.draw
    if draw is None:
        raise OpenwardError("transcript-not-drawn", commitment=transcript.commitment)
    if _normal(draw.seed) != draw.seed:
        raise OpenwardError("transcript-seed-malformed", seed=draw.seed[:60])
    check_seed_moment(made, draw.seed_at)
    number = drawn_panel(draw.seed, transcript.commitment, made.panels)
    if number != draw.panel:
        raise OpenwardError("transcript-panel-wrong", stated=draw.panel, panel=number)
    members = tuple(transcript.leaves[one].pseudonym for one in transcript.panels[number])
    if members != draw.members:
        raise OpenwardError("transcript-members-wrong", panel=number)
    reservations = [Reservation.NOT_PUBLISHED] if published is None else []
    reservations += [Reservation.NOT_ANNOUNCED] if made.announcement is None else []
    return PublicCheck(transcript.commitment, made.volunteers, made.panels, number, members, tuple(reservations))


def check_volunteer(transcript: Transcript, salt: bytes, id_: str | None = None) -> VolunteerCheck:
    """Of a transcript that `check_public` passed. With `id_`, also that the place in the pool is theirs and nobody
    else's with the same salt.

    Raises OpenwardError `volunteer-not-in-pool` or `volunteer-is-another`.
    """
    pseudonym = pseudonym_of(salt)
    position = next((n for n, leaf in enumerate(transcript.leaves) if leaf.pseudonym == pseudonym), None)
    if position is None:
        raise OpenwardError("volunteer-not-in-pool", pseudonym=pseudonym)
    leaf = transcript.leaves[position]
    beside = merkle.path([one.content for one in transcript.leaves], position)
    root, count = bytes.fromhex(transcript.committed.pool), len(transcript.leaves)
    if not merkle.is_included(leaf.content, position, count, beside, root):
        raise OpenwardError("volunteer-not-in-pool", pseudonym=pseudonym)
    if id_ is not None and identity_of(salt, id_) != leaf.identity:
        raise OpenwardError("volunteer-is-another", id=id_, pseudonym=pseudonym)
    holding = sum(position in panel for panel in transcript.panels)
    chosen = transcript.draw is not None and pseudonym in transcript.draw.members
    return VolunteerCheck(
        pseudonym, position, tuple(one.hex() for one in beside), holding, len(transcript.panels), chosen
    )


def _check_pool(transcript: Transcript) -> None:
    made, leaves = transcript.committed, transcript.leaves
    pseudonyms = [leaf.pseudonym for leaf in leaves]
    root = merkle.root([leaf.content for leaf in leaves]).hex()
    if len(leaves) != made.volunteers or pseudonyms != sorted(set(pseudonyms)) or root != made.pool:
        raise OpenwardError("transcript-pool-altered")


def _check_lottery(transcript: Transcript) -> None:
    made, panels = transcript.committed, transcript.panels
    if len(panels) != made.panels or list(panels) != sorted(panels) or lottery_digest(panels) != made.lottery:
        raise OpenwardError("transcript-lottery-altered")
    for number, panel in enumerate(panels):
        ascending = list(panel) == sorted(set(panel))
        if len(panel) != made.size or not ascending or panel[0] < 0 or panel[-1] >= made.volunteers:
            raise OpenwardError("transcript-panel-malformed", panel=number)


def _check_times(transcript: Transcript) -> None:
    announcement = transcript.committed.announcement
    if announcement is None:
        return
    closes, fixed, seed = announcement.closes_at, transcript.committed.committed_at, announcement.seed_at
    if not closes <= fixed < seed:
        raise OpenwardError("transcript-times-wrong", closes=closes, committed=fixed, seed=seed)


def _normal(seed: str) -> str | None:
    try:
        return normal_seed(seed)
    except OpenwardError:
        return None
