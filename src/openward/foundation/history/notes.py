"""Names of what an event notes beside the values of fields. The sign in front keeps them apart from fields."""

REASON = "@reason"
QUERY = "@query"  # what was searched for
COUNTS = "@counts"  # of an import: added, changed, gone
ROWS = "@rows"  # of an import: the digest over its rows
UNDOES = "@undoes"  # the key of the event that this one took back
FIELDS = "@fields"  # of a shredding: the names of the fields
