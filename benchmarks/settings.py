"""The site's own settings, with plain names of static files: nothing was collected for a benchmark."""

from openward.config.settings import *  # noqa: F403
from openward.config.settings import STORAGES

ALLOWED_HOSTS = ["testserver"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
