from openward.foundation.traces.actions.link import link, unlink

__all__ = ["link", "unlink"]
