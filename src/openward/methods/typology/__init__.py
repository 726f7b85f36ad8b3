"""Kinds of place at risk, as data (kinds.yaml): the two families of the UN's guidance, the map tags that show a kind,
how many people a kind holds and when, what its users need.

Words: a *kind* is a slug such as `place-of-worship`; a *family* is public places or critical infrastructure;
a *load factor* says how many people a unit (a square metre of floor, of open ground, one whole place) holds;
an *hour profile* is the share of the peak that is present in each of the 168 hours of a week.
"""

from openward.methods.typology.model import Family, HourProfile, Kind, LoadFactor, LoadUnit, Typology
from openward.methods.typology.source import load_typology

__all__ = ["Family", "HourProfile", "Kind", "LoadFactor", "LoadUnit", "Typology", "load_typology"]
