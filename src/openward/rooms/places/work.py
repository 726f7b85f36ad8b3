"""Long work of this room: it registers itself when the site or a worker starts."""

from openward.rooms.places.actions.import_extract import import_extract

__all__ = ["import_extract"]
