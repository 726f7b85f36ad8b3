"""Take a map file, look whether it can be read, and start the job that makes a register of it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction

from openward.foundation.history import log
from openward.foundation.identity.models import Organisation
from openward.foundation.jobs.actions import start
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.policy import may_create
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError
from openward.readers.extracts import check_extract
from openward.rooms.places.models import Extract


def upload_extract(actor: Actor, owner: Organisation, file: File, city_name: str) -> Any:
    """The started job. Raises OpenwardError when the file cannot be a map extract, Refused when the actor may not.

    A file that is refused leaves nothing behind. What the job finds later (no such city, no place) it tells itself.
    """
    require(may_create(actor, owner.id))
    if not file.size:
        raise OpenwardError("extract-empty", path=file.name)
    if file.size > settings.UPLOAD_LIMIT_BYTES:
        raise OpenwardError("upload-too-large", name=file.name, megabytes=settings.UPLOAD_LIMIT_BYTES // (1024 * 1024))
    extract = Extract(owner=owner, name=(file.name or "")[:255], bytes=file.size, uploaded_by_id=actor.person)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    extract.sha256 = digest.hexdigest()
    file.seek(0)
    extract.file.save(file.name or "", file, save=False)
    try:
        check_extract(Path(extract.file.path), shown_as=extract.name)
        with transaction.atomic():
            extract.save(force_insert=True)
            log.created(extract)
            return start(
                actor,
                "import-extract",
                owner=owner,
                label=extract.label,
                subject=extract,
                parameters={"extract": str(extract.id), "city": city_name.strip()},
            )
    except BaseException:
        extract.file.delete(save=False)
        raise
