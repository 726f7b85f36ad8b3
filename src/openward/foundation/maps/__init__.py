"""The own base map: tiles behind the policy, so that looking at a place tells no third party."""
