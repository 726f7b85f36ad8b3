"""The best proportionate programme for a budget, exactly, and what more or less money would buy.

Words: a *measure* is an entry of the catalogue (measures/); a *proposal* is one measure at one kind and district
or one place, with its cost and benefit; a *programme* is the set of proposals chosen; the *frontier* is the benefit
of the best programme for each of a row of budgets; the *gap* is proven by the solver.
"""

from openward.methods.portfolio.source import load_catalogue

__all__ = ["load_catalogue"]
