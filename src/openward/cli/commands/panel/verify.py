"""`openward panel verify`: what a transcript proves, to the public, to a volunteer, or to a sworn auditor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from openward.cli.commands.panel import asking
from openward.cli.exits import Exit
from openward.cli.given import given
from openward.methods.errors import OpenwardError

if TYPE_CHECKING:
    from openward.methods.sortition.model import Chances
    from openward.methods.sortition.transcript.auditing import Secrets
    from openward.methods.sortition.transcript.model import Transcript
    from openward.methods.sortition.transcript.verifying import Reservation, VolunteerCheck
    from openward.readers.panels import PoolSheet
    from openward.wording import Words

EXAMPLE = "openward panel verify transcript.json"
# A fault of the files themselves, not a no to what was asked.
UNREADABLE = {"transcript-missing", "transcript-malformed", "salt-malformed", "option-missing", "language-unknown"}


def verify(
    transcript: asking.TranscriptFile = None,
    salt: Annotated[
        str | None, typer.Option(help="Your salt: shows that you are in the pool, and your chance.")
    ] = None,
    id_: Annotated[str | None, typer.Option("--id", help="With --salt: your id; nobody else has your place.")] = None,
    pool: Annotated[
        Path | None, typer.Option(help="The pool's table: checks everything, with audit.json of the organisers.")
    ] = None,
    audit: Annotated[Path | None, typer.Option(help="audit.json. Default: beside the transcript.")] = None,
    published: Annotated[
        str | None, typer.Option(help="The commitment as it was published before the seed was known.")
    ] = None,
    lang: asking.Lang = "en",
    as_json: asking.Json = False,
) -> None:
    """Exit 0 where the level asked for is proved, 1 where something was altered, with what on stderr."""
    from openward.cli.asked import asked_language
    from openward.methods.sortition.transcript.salts import salt_from
    from openward.methods.sortition.transcript.verifying import check_public, check_volunteer

    speak = asked_language(lang)
    read, folder = asking.read_transcript(given("TRANSCRIPT", transcript, EXAMPLE))
    own = None if salt is None else salt_from(salt)
    level = "auditor" if pool is not None else "volunteer" if own is not None else "public"
    try:
        public = check_public(read, published)
        volunteer = None if own is None else check_volunteer(read, own, id_)
        audited = None if pool is None else _audited(read, pool, audit or folder / asking.AUDIT)
    except OpenwardError as error:
        if error.code in UNREADABLE or error.code.startswith(("table-", "pool-", "quota")):
            raise
        if as_json:
            typer.echo(json.dumps({"verified": False, "level": level, "problem": error.code, **error.parameters}))
        typer.echo(" ".join(speak.error(error).split()), err=True)
        raise typer.Exit(Exit.NEGATIVE) from error
    if as_json:
        found: dict[str, Any] = {
            "verified": True,
            "level": level,
            "commitment": public.commitment,
            "volunteers": public.volunteers,
            "panels": public.panels,
            "panel": public.panel,
            "members": list(public.members),
            "reservations": [one.value for one in public.reservations],
        }
        if volunteer is not None:
            found |= {
                "pseudonym": volunteer.pseudonym,
                "chance": float(volunteer.chance),
                "held": volunteer.panels,
                "chosen": volunteer.chosen,
                "position": volunteer.position,
                "path": list(volunteer.path),
            }
        if audited is not None:
            found |= {"proved": audited.proved, "gap": float(audited.gap), "levels": len(audited.levels)}
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    _tell(speak, read, public.panel, public.reservations, volunteer, audited)


def read_secrets(audit: Path, pool: Path) -> tuple[Secrets, PoolSheet]:
    """The organisers' file, and the pool read as it says."""
    from openward.methods.sortition.model import Quota
    from openward.methods.sortition.transcript.auditing import secrets_from
    from openward.readers.panels import Columns, QuotaSheet, read_pool

    secrets = secrets_from(asking.read_text(audit, "audit-malformed"))
    quotas = QuotaSheet(tuple(Quota(*quota) for quota in secrets.task["quotas"]), {})
    table = secrets.table
    columns = Columns(table["id"], table["household"], table["must_include"], table["features"])
    return secrets, read_pool(pool, quotas, columns, leave_out=table["leave_out"]).without(secrets.gone)


def _audited(read: Transcript, pool: Path, audit: Path) -> Chances:
    from openward.methods.sortition.transcript.auditing import check_all

    secrets, people = read_secrets(audit, pool)
    return check_all(read, secrets, secrets.selection(people.pool), people.records)


def _tell(
    speak: Words,
    read: Transcript,
    panel: int,
    reservations: tuple[Reservation, ...],
    volunteer: VolunteerCheck | None,
    audited: Chances | None,
) -> None:
    from openward.methods.sortition.transcript.verifying import Reservation
    from openward.wording.panels import fairness_told

    _ = speak.gettext
    told = {
        "panel": speak.number(panel),
        "panels": speak.number(len(read.panels)),
        "seed": read.draw.seed if read.draw else "",
    }
    typer.echo(
        _(
            "Proved for the public: the lists are those of the commitment, and the seed %(seed)s gives panel %(panel)s "
            "of %(panels)s."
        )
        % told
    )
    if volunteer is not None:
        share = {"held": speak.number(volunteer.panels), "panels": told["panels"]}
        share |= {"chance": speak.percent(float(volunteer.chance), 2)}
        typer.echo(
            _(
                "Proved for a volunteer: you are in the pool, and on %(held)s of %(panels)s panels, a chance of "
                "%(chance)s."
            )
            % share
        )
        typer.echo(_("You were drawn.") if volunteer.chosen else _("You were not drawn."))
    if audited is not None:
        typer.echo(_("Proved for an auditor: the pool is the one that was fixed, and every panel keeps to all quotas."))
        typer.echo(fairness_told(audited, speak))
    if Reservation.NOT_PUBLISHED in reservations:
        typer.echo(
            _("Not shown: that this commitment was published before the seed was known. Compare: %(commitment)s")
            % {"commitment": read.commitment}
        )
    if Reservation.NOT_ANNOUNCED in reservations:
        typer.echo(_("Not shown: that the seed's source was fixed before the pool closed, since none was announced."))
