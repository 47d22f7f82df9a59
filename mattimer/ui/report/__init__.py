"""The one page for a clinician."""
