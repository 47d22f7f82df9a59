"""The exit statuses of the command line; answers of the running app carry them as well."""

DONE = 0
WRONG_WORDS = 2
"""A word or a message that there is not, or that says what it cannot."""

NOT_RUNNING = 3
REFUSED = 4
"""By the safety questions, by today's allowance, by a cap, or because something is in the way."""

NO_DATA = 5
"""The data or one of the program's own files cannot be used."""

NO_DISPLAY = 6
"""There is none, it lets no windows in, or a library that it needs is missing."""
