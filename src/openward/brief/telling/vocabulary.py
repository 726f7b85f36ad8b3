"""What a chapter speaks with: words of the language, labels of kinds and measures, names of districts, ranges."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from openward.brief.model import DistrictRow
from openward.methods.portfolio.model import MeasureClass
from openward.methods.ranges import Basis, Range
from openward.methods.register.model import FacilityKind
from openward.methods.typology import Family, Typology
from openward.wording import Words

LEFT_TO_RIGHT, FIRST_STRONG, END = "\u2066", "\u2068", "\u2069"  # isolates of the Unicode bidirectional algorithm
HOURS_A_DAY = 24


def isolated(text: str) -> str:
    """A name in whatever script, so that it does not reorder the words around it."""
    return f"{FIRST_STRONG}{text}{END}" if text else ""


def left_to_right(text: str) -> str:
    """A label, a version or an id, which read from left to right in every language."""
    return f"{LEFT_TO_RIGHT}{text}{END}"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`measures`: slug -> English label; `districts`: id -> its row."""

    words: Words
    typology: Typology
    measures: Mapping[str, str]
    districts: Mapping[str, DistrictRow]

    def kind(self, slug: str) -> str:
        kind = self.typology.kinds.get(slug)
        return self.words.gettext(kind.label) if kind else slug

    def measure(self, slug: str) -> str:
        return self.words.gettext(self.measures.get(slug, slug))

    def family(self, family: Family) -> str:
        _ = self.words.gettext
        return {
            Family.PUBLIC_PLACES: _("Public places"),
            Family.CRITICAL_INFRASTRUCTURE: _("Critical infrastructure"),
        }[family]

    def measure_class(self, of: MeasureClass) -> str:
        _ = self.words.gettext
        return {
            MeasureClass.PHYSICAL: _("physical"),
            MeasureClass.ORGANISATIONAL: _("organisational"),
            MeasureClass.PROCEDURAL: _("procedural"),
            MeasureClass.TECHNICAL: _("technical"),
            MeasureClass.COMMUNITY: _("community"),
            MeasureClass.DESIGN: _("design"),
            MeasureClass.RECOVERY: _("recovery"),
        }[of]

    def service(self, service: FacilityKind) -> str:
        _ = self.words.gettext
        return {
            FacilityKind.EMERGENCY_HOSPITAL: _("Hospital with emergency care"),
            FacilityKind.FIRE: _("Fire service"),
            FacilityKind.POLICE: _("Police"),
        }[service]

    def basis(self, basis: Basis) -> str:
        _ = self.words.gettext
        return {
            Basis.EVIDENCE: _("evidence"),
            Basis.EXPERT: _("expert"),
            Basis.ASSUMED: _("assumed"),
        }[basis]

    def district(self, key: str | None) -> str:
        """Its name in this language, else the map's; a number for a hexagon, which has none."""
        if key is None or key not in self.districts:
            return self.words.gettext("Outside every district")
        row = self.districts[key]
        name = row.names.get(self.words.language) or row.name
        if name and name != key:
            return isolated(name)
        number = sorted(self.districts).index(key) + 1
        return self.words.gettext("Cell %(number)s") % {"number": self.words.number(number)}

    def name(self, name: str, names: Mapping[str, str]) -> str:
        """A name as this language has it, else as the map gives it."""
        return isolated(names.get(self.words.language) or name)

    def names_on_site(self, name: str, names: Mapping[str, str]) -> str:
        """The name on the door, which whoever goes there looks for, and this language's where that is another."""
        own = names.get(self.words.language)
        return f"{isolated(name)} ({isolated(own)})" if own and own != name else isolated(name)

    def people(self, value: float) -> str:
        """A number of people to two significant digits: an estimate pretends to no more."""
        return self.words.number(two_digits(value))

    def people_range(self, of: Range | None) -> str:
        return self.hidden() if of is None else self.span(self.people(of.low), self.people(of.high))

    def money_range(self, of: Range, currency: str) -> str:
        return self.span(
            self.words.money(two_digits(of.low), currency), self.words.money(two_digits(of.high), currency)
        )

    def minutes(self, seconds: float | None) -> str:
        if seconds is None:
            return self.hidden()
        return self.words.gettext("%(minutes)s min") % {"minutes": self.words.number(seconds / 60, 1)}

    def some_of(self, some: int, of: int) -> str:
        """How many of how many; one number where it is all of them."""
        if some == of:
            return self.words.number(of)
        return self.words.gettext("%(some)s of %(of)s") % {"some": self.words.number(some), "of": self.words.number(of)}

    def hidden(self) -> str:
        """What stands where a figure would speak of too few places."""
        return self.words.gettext("hidden")

    def hour(self, hour_of_week: int) -> str:
        """The day and hour, "Thursday 13:00"."""
        day, hour = divmod(hour_of_week, HOURS_A_DAY)
        name = self.words.locale.days["stand-alone"]["wide"][day]
        return self.words.gettext("%(day)s %(time)s") % {"day": name, "time": left_to_right(f"{hour:02}:00")}

    def days(self) -> tuple[str, ...]:
        """Short names of the days, Monday first."""
        return tuple(self.words.locale.days["stand-alone"]["abbreviated"][day] for day in range(7))

    def span(self, low: str, high: str) -> str:
        """From one number in words to another; one alone where they are the same."""
        return low if low == high else self.words.gettext("%(low)s to %(high)s") % {"low": low, "high": high}


def two_digits(value: float) -> int:
    """Rounded to two significant digits."""
    if value == 0:
        return 0
    step = 10 ** max(0, math.floor(math.log10(abs(value))) - 1)
    return int(round(value / step) * step)
