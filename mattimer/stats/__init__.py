"""What many sessions say. Pure: no Qt, no file, no clock."""
