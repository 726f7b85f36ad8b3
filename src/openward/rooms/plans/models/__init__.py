from openward.rooms.plans.models.brief import Brief, BriefContents, BriefFile

__all__ = ["Brief", "BriefContents", "BriefFile"]
