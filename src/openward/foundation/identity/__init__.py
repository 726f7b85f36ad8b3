"""People, organisations, memberships with roles, assignments, sharing groups: who someone is and what they work on.

Whether they may see a record is decided in `foundation/visibility`, by what stands here at that moment.
"""
