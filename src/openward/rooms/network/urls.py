from django.urls import URLPattern, URLResolver, path

from openward.rooms.network.views import (
    account,
    assignments,
    invitation,
    organisations,
    people,
    records,
    sharing,
    staff,
    take_overs,
)

app_name = "network"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", organisations.listing, name="organisations"),
    path("new/", organisations.create, name="create_organisation"),
    path("account/", account.profile, name="account"),
    path("invitation/<str:token>/", invitation.accept, name="accept_invitation"),
    path("invitations/<uuid:key>/withdraw", people.withdraw, name="withdraw_invitation"),
    path("memberships/<uuid:key>/role", people.role, name="change_role"),
    path("memberships/<uuid:key>/end", people.end, name="end_membership"),
    path("organisations/<uuid:key>/", organisations.organisation, name="organisation"),
    path("organisations/<uuid:key>/edit/", organisations.edit, name="edit_organisation"),
    path("organisations/<uuid:key>/people/", people.roster, name="people"),
    path("organisations/<uuid:key>/assignments/", assignments.overview, name="assignments"),
    path("organisations/<uuid:key>/sharing/", sharing.groups, name="sharing_groups"),
    path("organisations/<uuid:key>/staff-sessions/", staff.of_organisation, name="staff_sessions"),
    path("sharing/<uuid:key>/", sharing.group, name="sharing_group"),
    path("sharing/<uuid:key>/delete", sharing.delete, name="delete_sharing_group"),
    path("staff-sessions/", staff.own, name="own_staff_sessions"),
    path("staff-sessions/<uuid:key>/end", staff.end, name="end_staff_session"),
    path("assignments/<uuid:key>/end", assignments.end, name="end_assignment"),
    path("records/<str:kind>/<uuid:key>/", records.record, name="record"),
    path("records/<str:kind>/<uuid:key>/assign", records.assign, name="assign"),
    path("records/<str:kind>/<uuid:key>/label", records.label, name="change_label"),
    path("records/<str:kind>/<uuid:key>/readers", records.readers, name="change_readers"),
    path("records/<str:kind>/<uuid:key>/sharing", records.sharing, name="share"),
    path("records/<str:kind>/<uuid:key>/take-over", assignments.ask_for, name="ask_to_take_over"),
    path("organisations/<uuid:key>/take-overs/", take_overs.of_organisation, name="take_overs"),
    path("take-overs/<uuid:key>/refuse", take_overs.refuse, name="refuse_take_over"),
    path("take-overs/<uuid:key>/complete", take_overs.complete, name="take_over"),
]
