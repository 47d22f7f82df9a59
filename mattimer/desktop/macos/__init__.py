"""Adapters for macOS."""
