"""Long work of this room: it registers itself when the site or a worker starts."""

from openward.rooms.plans.actions.make_brief import make_brief

__all__ = ["make_brief"]
