"""The demonstration: the invented city as a network of organisations, one account a role, a register and a brief.

Everything goes through the same actions as a person's work would. Nothing of it is real, and every page says so.
"""

from openward.demonstration.make import accounts_shown, make

__all__ = ["accounts_shown", "make"]
