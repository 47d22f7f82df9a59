"""The editor of one session."""
