"""Bare programs to measure against; they import nothing of ours."""
