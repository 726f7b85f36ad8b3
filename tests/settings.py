"""The settings of the site, and an app of sample records on which the policy is tried in every combination."""

from openward.config.settings import *  # noqa: F403
from openward.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.sample", "tests.journeys.gallery"]
