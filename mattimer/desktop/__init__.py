"""One thin adapter a file for each thing the desktop offers."""
