"""What coordinators are told of reads: many records that left at once."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext_lazy

from openward.foundation.notices.registry import Parameters, message
from openward.foundation.visibility.references import model_of


def _prepare(parameters: Parameters) -> dict[str, Any]:
    model = model_of(parameters["kind"])
    kind = model._meta.verbose_name_plural if model else parameters["kind"]
    return {"count": int(parameters["count"]), "kind": str(kind)}


def _where(parameters: Parameters) -> str:
    return reverse("history:who-looked", args=[parameters["organisation"]]) + "?how=" + parameters["how"]


_TEXTS = {
    "export": ngettext_lazy(
        "%(count)s record was exported (%(kind)s). See who did it.",
        "%(count)s records were exported at once (%(kind)s). See who did it.",
        "count",
    ),
    "print": ngettext_lazy(
        "%(count)s record was printed (%(kind)s). See who did it.",
        "%(count)s records were printed at once (%(kind)s). See who did it.",
        "count",
    ),
    "download": ngettext_lazy(
        "%(count)s record was downloaded (%(kind)s). See who did it.",
        "%(count)s records were downloaded at once (%(kind)s). See who did it.",
        "count",
    ),
}
for how, text in _TEXTS.items():
    message(f"bulk-{how}", text, prepare=_prepare, where=_where)
