"""How the app is there while its window may be closed: tray, reminders, a key everywhere."""
