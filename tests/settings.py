"""The settings of the site for tests: with an app of sample records on which the policy is tried in every combination,
and a page that shows every component."""

from openward.config.settings import *  # noqa: F403
from openward.config.settings import INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.sample", "tests.journeys.gallery"]
# Hashed file names need collected files.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
