from openward.rooms.places.models.extract import Extract
from openward.rooms.places.models.place import Place
from openward.rooms.places.models.register import District, Register
from openward.rooms.places.models.screening import Screening

__all__ = ["District", "Extract", "Place", "Register", "Screening"]
