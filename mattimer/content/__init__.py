"""Content: the guide's files as checked values."""
