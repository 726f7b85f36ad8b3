"""Openward: the workbench for global-local cooperation in protecting vulnerable targets and engaging communities."""

__version__ = "0.1.0"
