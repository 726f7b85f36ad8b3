"""No code reads protected records around the policy, and nothing but its actions changes who sees them.

The syntax tree of every module is searched; each exception is named here with its reason.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from openward.foundation.visibility.models import Protected

SOURCE = Path(__file__).resolve().parents[2] / "src/openward"
SEARCHED = ("foundation", "rooms", "api")

# Ways past `visible_to`, and where they are right. `for_system` says why at the call itself, so it is counted apart.
AROUND = {"_base_manager", "_default_manager", "raw", "RawSQL", "cursor", "extra"}
AROUND_ALLOWED = {
    "foundation/ui/views.py": "asks the database whether it answers",
    "foundation/history/actions/shred.py": "erases what the action has let through the policy",
    "foundation/history/snapshot.py": "what the log keeps is what the database holds, whoever changed it",
    "foundation/history/actions/undo.py": "brings back what the action has let through the policy",
    "foundation/history/integrity.py": "the check of the chain reads one snapshot of the database",
    "rooms/places/rows.py": "writes the many rows of an import, and reads none",
}
# Modules that read for nobody in particular: jobs that check again, actions that lock a row they were let to.
FOR_SYSTEM_ALLOWED = {
    "foundation/visibility/orphans.py": "nobody reads such work, so nobody can be asked for; only its kind is shown",
    "foundation/visibility/parts.py": "parts are raised, closed and shared with their whole, whoever reads them",
    "foundation/visibility/actor.py": "keys of what is TLP:RED, to keep its parts shut and to label them",
    "foundation/visibility/actions/name_reader.py": "takes who left off what they were named on, whoever reads it",
    "foundation/visibility/actions/lower_label.py": "locks the record that the policy gave the actor",
    "foundation/jobs/interruption.py": "finds the jobs of a worker that died",
    "foundation/jobs/reporting.py": "the worker's own job",
    "foundation/jobs/running.py": "the worker takes the next job, whosever it is",
    "rooms/places/actions/import_extract.py": "a job, started for someone who may create",
    "rooms/places/actions/write_register.py": "within that job: it refreshes what is there",
    "rooms/places/actions/screen_register.py": "the order of visits is over the whole register",
    "rooms/places/actions/work_anew.py": "a job, started for someone who may make records of the owner",
    "rooms/places/screening_plan.py": "the same, and an import's",
    "rooms/places/stored.py": "the same, and an import's: what it compares with",
    "rooms/places/indicators.py": "a count of an organisation's own places",
    "rooms/places/selectors.py": "the position of a screening that the actor reads, among all: one number",
    "rooms/plans/actions/make_brief.py": "a job, started for someone who may create",
    "rooms/plans/contents.py": "what becomes TLP:RED shuts the briefs that tell of it, whoever reads either",
    "rooms/plans/indicators.py": "a count of an organisation's own briefs",
}
# Attributes that decide who sees a record, and where they are set.
WHO_SEES = {"label", "sharing_group", "closed_to_police", "owner"}
WHO_SEES_SET = {
    "foundation/visibility/actions/lower_label.py",
    "foundation/visibility/actions/raise_label.py",
    "foundation/visibility/actions/share.py",
    "rooms/plans/actions/make_brief.py",  # only ever to the stricter label of its content
    "foundation/identity/forms.py",  # the label of a form's field
    "foundation/history/access.py",  # on a copy that is never saved: would they read it under this label
}
# Foreign keys from one protected model to another that is not its parent: fetched through the policy, never followed.
SIDEWAYS = {
    "places.Register.extract": "the file of an import; its page shows neither its name nor its maker",
    "places.Place.register": "place pages look the register up through the policy",
    "places.Screening.register": "for lists; the parent is the place",
    "plans.Brief.register": "the brief keeps the city's name itself",
    "plans.BriefFile.register": "for assignments; the parent is the brief",
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for part in SEARCHED:
        for file in sorted((SOURCE / part).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file.relative_to(SOURCE).as_posix(), ast.parse(file.read_text("utf-8"))


def attributes(tree: ast.Module) -> Iterator[ast.Attribute]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))


def test_nothing_reads_around_the_policy():
    found = {name for name, tree in modules() if any(node.attr in AROUND for node in attributes(tree))}
    assert found - set(AROUND_ALLOWED) == set()
    assert set(AROUND_ALLOWED) - found == set(), "no longer needed: take it out of the list"


def test_what_reads_for_the_system_is_named_with_its_reason():
    found = {name for name, tree in modules() if any(node.attr == "for_system" for node in attributes(tree))}
    assert found - set(FOR_SYSTEM_ALLOWED) == set()
    assert set(FOR_SYSTEM_ALLOWED) - found == set(), "no longer needed: take it out of the list"


def test_no_view_or_selector_reads_for_the_system():
    shown = ("views.py", "selectors.py", "cards.py", "home.py", "exporters.py", "forms.py")
    counted = {"rooms/places/selectors.py"}  # shows a number, no row
    named = sorted(set(FOR_SYSTEM_ALLOWED) - counted)
    assert not [name for name in named if name.endswith(shown) or "/views/" in name or "/templatetags/" in name]


def test_nothing_but_the_actions_of_visibility_sets_who_sees_a_record():
    found = {
        name
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute)
        and target.attr in WHO_SEES
        and not (isinstance(target.value, ast.Name) and target.value.id == "self")
    }
    assert found - WHO_SEES_SET == set()


def test_foreign_keys_between_protected_models_are_parents_or_named_here():
    found = set()
    for model in apps.get_models():
        if not issubclass(model, Protected) or model._meta.app_label == "sample":
            continue
        for field in model._meta.get_fields():
            leads_to_one = field.is_relation and field.concrete and issubclass(field.related_model, Protected)
            if leads_to_one and field.name != model.visibility.parent:
                found.add(f"{model._meta.label}.{field.name}")
    assert found - set(SIDEWAYS) == set()
    assert set(SIDEWAYS) - found == set(), "no longer there: take it out of the list"


def test_no_form_offers_to_change_who_sees_a_record():
    """A ModelForm with such a field would pass the signed way down by."""
    for name, tree in modules():
        if not name.endswith(("forms.py", "forms/")):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "fields" for t in node.targets):
                listed = {item.value for item in ast.walk(node.value) if isinstance(item, ast.Constant)}
                assert not listed & WHO_SEES, name
                assert "__all__" not in listed, name
