"""{% load ui %}: components of pages. Each is small markup with one meaning; larger ones are templates/ui/_*.html."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from openward.foundation.ui import undo
from openward.foundation.ui.home import Section
from openward.foundation.ui.icons import kind_icon
from openward.foundation.visibility.labels import MEANING, Label
from openward.methods.errors import OpenwardError
from openward.methods.ranges import Range
from openward.wording import Words, words

register = template.Library()
register.filter("kind_icon", kind_icon)


def reader() -> Words:
    return words(get_language() or "en")


@register.simple_tag
def icon(name: str, directed: bool = False) -> SafeString:
    """An icon beside words that say the same. `directed`: an arrow that turns with the direction of text."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        " icon-directed" if directed else "",
        static("icons.svg"),
        name,
    )


@register.simple_tag
def tlp(label: str) -> SafeString:
    """A label of the Traffic Light Protocol: never translated, left to right; its meaning in the reader's language."""
    label = Label(label)
    name = label.removeprefix("TLP:").replace("+", "-").lower()
    return format_html(
        '<span class="tlp tlp-{}" dir="ltr" lang="en" translate="no" title="{}">{}</span>'
        '<span class="visually-hidden"> ({})</span>',
        name,
        MEANING[label],
        label.value,
        MEANING[label],
    )


@register.filter
def number(value: float | None, decimals: int = 0) -> str:
    """1234.5 as the reader writes it. Nothing for None: say in the template what is unknown."""
    return "" if value is None else reader().number(value, int(decimals))


@register.filter
def percent(share: float | None, decimals: int = 0) -> str:
    """A share 0..1."""
    return "" if share is None else reader().percent(share, int(decimals))


@register.filter
def money(amount: float | None, currency: str) -> str:
    """Whole units of an ISO 4217 currency."""
    return "" if amount is None else reader().money(amount, currency)


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A day in words, with its ISO form for machines."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), reader().date(value))


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """A day and time in words, in the reader's time zone, with its ISO form in UTC for machines."""
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), reader().moment(timezone.localtime(value)))


@register.filter
def colon(heading: Any) -> str:
    """What something is, before what it says: a colon as the reader's language sets it."""
    return _("%(heading)s:") % {"heading": heading}


@register.filter
def file_size(count: int) -> str:
    """Bytes, by thousands."""
    if count < 1_000_000:
        return _("%(size)s kB") % {"size": reader().number(max(count / 1000, 1), 0)}
    return _("%(size)s MB") % {"size": reader().number(count / 1_000_000, 1)}


@register.filter
def error_text(error: OpenwardError) -> str:
    return reader().error(error)


@register.simple_tag(name="range")
def range_of(value: Range | None, unit: str = "", decimals: int = 0, large: bool = False) -> SafeString:
    """Likely value, and low to high beneath. `unit` is a word of the reader's language, or a currency code."""
    if value is None:
        return format_html('<span class="text-secondary">{}</span>', _("unknown"))

    def shown(amount: float) -> str:
        return reader().money(amount, unit) if _is_currency(unit) else reader().number(amount, decimals)

    after = "" if _is_currency(unit) or not unit else f" {unit}"
    if value.low == value.high:
        span: SafeString | str = ""
    else:
        text = _("%(low)s to %(high)s") % {"low": shown(value.low), "high": shown(value.high)}
        span = format_html('<span class="range-span">{}</span>', text)
    return format_html(
        '<span class="range{}"><span class="range-likely">{}{}</span>{}</span>',
        " range-large" if large else "",
        shown(value.likely),
        after,
        span,
    )


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isascii() and unit.isupper()


@register.filter
def language_name(code: str) -> str:
    """A language by its own name: who cannot read this page finds theirs."""
    name = str(get_language_info(code)["name_local"])
    return name[:1].upper() + name[1:]


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A form field with label, help and error, tied together for screen readers. What a library put into the field as a
    placeholder repeats the label and goes away when one types: it is left out."""
    described = [
        f"{bound.auto_id}_{part}" for part, there in (("help", bound.help_text), ("error", bound.errors)) if there
    ]
    widget = bound.field.widget
    kind = getattr(widget, "input_type", "")
    classes = {"select": "form-select", "checkbox": "form-check-input", "radio": ""}.get(kind, "form-control")
    attributes: dict[str, str | bool] = {
        "class": f"{widget.attrs.get('class', '')} {classes}".strip(),
        "placeholder": False,
    }
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attributes),
        "is_group": bound.use_fieldset,
        "is_check": kind == "checkbox" and not bound.use_fieldset,
        "help_id": f"{bound.auto_id}_help",
        "error_id": f"{bound.auto_id}_error",
    }


@register.inclusion_tag("ui/_error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """All errors of a form with links to their fields; it takes the focus."""
    items = [("", message) for message in form.non_field_errors()]
    for bound in form:
        items += [(f"#{bound.id_for_label or bound.auto_id}", f"{bound.label}: {message}") for message in bound.errors]
    return {"items": items}


@register.simple_tag(takes_context=True)
def address_with(context: Mapping[str, Any], **changes: Any) -> str:
    """This page's address with some parameters changed (None takes one out); paging starts anew."""
    query = context["request"].GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.inclusion_tag("ui/_sort.html", takes_context=True)
def sort(context: Mapping[str, Any], key: str, label: str, current: str, numeric: bool = False) -> dict[str, Any]:
    """A table header that sorts. `current` is the sort in force: a key, or a key after a minus for downwards."""
    state = {key: "ascending", f"-{key}": "descending"}.get(current, "none")
    following = f"-{key}" if state == "ascending" else key
    return {"label": label, "state": state, "numeric": numeric, "address": address_with(context, sort=following)}


@register.simple_block_tag
def why(content: str, title: str = "") -> SafeString:
    """{% why %}...{% endwhy %}: a disclosure that opens a number to its facts, method and source."""
    return format_html(
        '<details class="why"><summary>{}{}</summary><div>{}</div></details>',
        icon("question-circle"),
        title or _("Why this number"),
        mark_safe(content),  # noqa: S308 - rendered by the template, so escaped already
    )


@register.simple_tag(takes_context=True)
def part_of_home(context: template.Context, section: Section) -> SafeString:
    """The include of a section of home, with what its app gave it."""
    assert context.template is not None  # it is being rendered
    with context.push(**section.context):
        return context.template.engine.get_template(section.template).render(context)


@register.filter
def undo_address(message: Any) -> str:
    return undo.address_of(message)
