"""Programmes of measures within a budget, and the brief for the mayor."""
