"""A walk through the real app without a person, and the data it shows."""
