"""The coach: what to do today, and why. Pure: no Qt, no file, no clock."""
