"""A page with every component, a form, charts and a map: what they look like, and what journeys try them on.

To see it: `OPENWARD_DEBUG=yes python manage.py runserver --settings tests.journeys.gallery.settings`, then /gallery/.
"""
