from openward.foundation.history.actions.shred import shred
from openward.foundation.history.actions.undo import undo

__all__ = ["shred", "undo"]
