from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdentityConfig(AppConfig):
    name = "openward.foundation.identity"
    label = "identity"
    verbose_name = _("People and organisations")

    def ready(self) -> None:
        from openward.foundation.history import verbs

        verbs.add("invited", _("invited"))
        verbs.add("withdrew-invitation", _("invitation withdrawn"))
        verbs.add("accepted-invitation", _("invitation accepted"))
        verbs.add("joined", _("joined"))
        verbs.add("appointed-staff", _("appointed to run this installation"))
        verbs.add("changed-role", _("role changed"))
        verbs.add("ended-membership", _("membership ended"))
        verbs.add("assigned", _("assigned"))
        verbs.add("unassigned", _("assignment ended"))
        verbs.add("asked-to-take-over", _("taking over asked for"))
        verbs.add("refused-take-over", _("taking over refused"))
        verbs.add("took-over", _("taken over"))
        verbs.add("started-staff-session", _("staff session begun"))
        verbs.add("ended-staff-session", _("staff session ended"))
