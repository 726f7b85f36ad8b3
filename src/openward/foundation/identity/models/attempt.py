"""The cache that all processes share, as a table: it counts failed sign-ins, which no restart may forget.

Django's database cache writes it (django.core.cache.backends.db); the model is here so that a migration makes it.
"""

from __future__ import annotations

from django.db import models

TABLE = "identity_attempts"


class Attempt(models.Model):
    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = TABLE

    def __str__(self) -> str:
        return self.cache_key
