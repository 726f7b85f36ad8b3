"""Who was named before is named as a member of the record's owner, or of the organisation they belong to the longest."""

from django.db import migrations
from django.db.models import Q
from django.utils import timezone


def fill(apps, schema_editor):
    NamedReader = apps.get_model("visibility", "NamedReader")
    Membership = apps.get_model("identity", "Membership")
    now = timezone.now()
    current = Membership.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), starts_at__lte=now)
    for reader in NamedReader.objects.filter(organisation=None).order_by("id"):
        theirs = list(
            current.filter(person=reader.person_id).order_by("starts_at", "id").values_list("organisation", flat=True)
        )
        try:
            model = apps.get_model(reader.record_kind)
        except (LookupError, ValueError):
            continue
        record = model._base_manager.filter(pk=reader.record).first()
        if record is not None and theirs:
            reader.organisation_id = record.owner_id if record.owner_id in theirs else theirs[0]
            reader.save(update_fields=["organisation"])


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial"), ("visibility", "0003_named_with_an_organisation")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
