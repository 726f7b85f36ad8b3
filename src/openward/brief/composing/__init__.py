"""How a brief and its annex come from a register: one module a chapter, pure, and blind to files and clocks."""

from openward.brief.composing.compose import compose

__all__ = ["compose"]
