"""Documents that were made before count the places of their brief, so that a download of them is told as of many."""

from django.db import migrations

NAMING_PLACES = ("annex.json", "annex.pdf", "register.geojson", "register.xlsx")


def fill(apps, schema_editor):
    files = apps.get_model("plans", "BriefFile")._base_manager
    briefs = apps.get_model("plans", "Brief")._base_manager.filter(content__isnull=False)
    for key, content in briefs.order_by("id").values_list("id", "content").iterator():
        files.filter(brief=key, name__in=NAMING_PLACES).update(places=content["places"])


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_places_in_files")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
