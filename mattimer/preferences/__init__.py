"""Preferences: what a person may set."""
