"""State files: small files of the program itself, as settings and reminders."""
