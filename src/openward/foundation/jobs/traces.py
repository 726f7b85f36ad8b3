"""What leads from a job to what it made, and back."""

from django.utils.translation import gettext_lazy as _

from openward.foundation.traces.registry import kind

kind("made", forward=_("made"), backward=_("was made by"))
