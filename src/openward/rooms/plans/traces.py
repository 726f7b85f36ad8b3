"""How this room's records hang together with those of others."""

from django.utils.translation import gettext_lazy as _

from openward.foundation.traces.registry import kind

kind("made-from", forward=_("made from"), backward=_("used in"))
