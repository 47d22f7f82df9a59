"""What to do today, and why. Pure: no Qt, no file, no clock."""
