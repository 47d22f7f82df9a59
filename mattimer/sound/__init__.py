"""Tones and voice. What is due comes from session/timeline."""
