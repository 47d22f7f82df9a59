"""Small files of the program itself: settings, window, reminders."""
