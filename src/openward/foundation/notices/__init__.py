"""What needs a person's attention, told once and kept until they have seen it."""
