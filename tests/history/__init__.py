"""What happened, and whether it is still there afterwards."""
