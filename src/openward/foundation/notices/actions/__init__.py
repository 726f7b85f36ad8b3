from openward.foundation.notices.actions.mark_read import mark_all_read, mark_read
from openward.foundation.notices.actions.notify import notify

__all__ = ["mark_all_read", "mark_read", "notify"]
