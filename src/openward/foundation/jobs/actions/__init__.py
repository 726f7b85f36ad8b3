from openward.foundation.jobs.actions.cancel import cancel
from openward.foundation.jobs.actions.made import made
from openward.foundation.jobs.actions.start import retry, start

__all__ = ["cancel", "made", "retry", "start"]
