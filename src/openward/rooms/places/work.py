"""Long work of this room: it registers itself when the site or a worker starts."""

from openward.rooms.places.actions.import_extract import import_extract
from openward.rooms.places.actions.work_anew import work_out_anew

__all__ = ["import_extract", "work_out_anew"]
