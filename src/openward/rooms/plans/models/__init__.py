from openward.rooms.plans.models.brief import Brief, BriefFile

__all__ = ["Brief", "BriefFile"]
