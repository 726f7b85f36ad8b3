from openward.foundation.identity.models.assignment import Assignment
from openward.foundation.identity.models.attempt import Attempt
from openward.foundation.identity.models.invitation import Invitation
from openward.foundation.identity.models.membership import Membership, Role
from openward.foundation.identity.models.organisation import Organisation, OrganisationKind
from openward.foundation.identity.models.person import Person
from openward.foundation.identity.models.sharing import SharingGroup
from openward.foundation.identity.models.staff import StaffSession
from openward.foundation.identity.models.take_over import TakeOver

__all__ = [
    "Assignment",
    "Attempt",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Person",
    "Role",
    "SharingGroup",
    "StaffSession",
    "TakeOver",
]
