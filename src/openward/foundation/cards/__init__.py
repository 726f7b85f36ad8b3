"""A room offers a card of facts for another room's page, through a registry: no room imports another for it."""
