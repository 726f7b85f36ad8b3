"""Cities, authorities, UN bodies, operators; people, roles, assignments, sharing groups."""
