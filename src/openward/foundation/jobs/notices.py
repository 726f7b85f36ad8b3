"""What people are told of their jobs."""

from django.utils.translation import gettext_lazy as _

from openward.foundation.notices.registry import message

message("job-done", _("Done: %(record)s"))
message("job-failed", _("It did not work out: %(record)s. Its page says why."))
message("job-interrupted", _("Interrupted: %(record)s. Nothing was written; you can start it again."))
