"""Charts, and their figures as tables."""
