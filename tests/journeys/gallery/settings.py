"""The site's settings with the gallery beside."""

from openward.config.settings import *  # noqa: F403
from openward.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.journeys.gallery"]
ROOT_URLCONF = "tests.journeys.gallery.urls"
