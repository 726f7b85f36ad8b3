"""Every migration of ours can be applied while the former version still runs (django-migration-linter)."""

from __future__ import annotations

import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward.config.settings")
    import django

    django.setup()
    from django.apps import apps
    from django_migration_linter import MigrationLinter

    ours = [app.label for app in apps.get_app_configs() if app.name.startswith("openward.")]
    # A first migration makes new tables: nothing runs on them yet.
    linter = MigrationLinter(include_apps=ours, ignore_initial_migrations=True, no_cache=True, quiet=["ok", "ignore"])
    linter.lint_all_migrations()
    return 1 if linter.has_errors else 0


if __name__ == "__main__":
    sys.exit(main())
