"""Judgements made by hand before the method that they judge was written."""
