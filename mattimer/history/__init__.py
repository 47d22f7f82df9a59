"""What happened: records of sessions, and the one file that keeps them. No Qt in here."""
