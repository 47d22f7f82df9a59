"""Colours, sizes, fonts and durations."""
