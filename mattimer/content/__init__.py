"""The guide's files as checked values."""
