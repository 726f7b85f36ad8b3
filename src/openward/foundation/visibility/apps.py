from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisibilityConfig(AppConfig):
    name = "openward.foundation.visibility"
    label = "visibility"
    verbose_name = _("Who may see what")

    def ready(self) -> None:
        from openward.foundation.history import verbs

        verbs.add("lowered-label", _("label lowered"))
        verbs.add("raised-label", _("label raised"))
        verbs.add("named-reader", _("reader named"))
        verbs.add("unnamed-reader", _("reader no longer named"))
        verbs.add("unnamed-lapsed", _("reader no longer named: the membership ran out"))
        verbs.add("shut-document", _("shut: something that it tells of became TLP:RED"))
        verbs.add("shared", _("shared"))
        verbs.add("unshared", _("no longer shared"))
        verbs.add("closed-to-police", _("closed to police and emergency services"))
        verbs.add("opened-to-police", _("opened to police and emergency services"))
