"""The one policy: who may see which record, as a queryset and as a verdict with its reason. Deny by default.

Words: the *actor* is who asks, as of now; a *label* is a token of TLP 2.0; a *rule* opens records and says why;
a *verdict* is a decision on one record. The table is in `rules.py`, nowhere else.
"""
