"""What is kept, and the one file that keeps it. No Qt in here."""
