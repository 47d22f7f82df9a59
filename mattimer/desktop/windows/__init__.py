"""Adapters for Windows."""
