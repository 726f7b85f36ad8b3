"""Which figures of linked tables may be told, so that nobody works out what is hidden from what is told.

Words: a *cell* is the finest sum that anybody may want to know (the money of one kind in one district); a *figure* is a
sum of cells that is told or hidden; an *attacker* knows every told figure and what is public anyway; a cell that is
*protected* must stay uncertain by a stated distance (Hundepool et al., Statistical Disclosure Control, Wiley 2012,
chapter 4; ESSNet, Handbook on Statistical Disclosure Control, 2010, chapter 4).
"""

from openward.methods.disclosure.attacker import Attacker
from openward.methods.disclosure.model import Figure, Protected, Release
from openward.methods.disclosure.primary import points_at_few
from openward.methods.disclosure.secondary import Suppression, suppress

__all__ = ["Attacker", "Figure", "Protected", "Release", "Suppression", "points_at_few", "suppress"]
