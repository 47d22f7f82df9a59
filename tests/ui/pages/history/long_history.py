"""A history as long in its words as one can be."""

from mattimer.ui.pages.history.session_model import SessionRow

DAYS = ("Today", "Yesterday", "Wednesday", "23 September", "27 September 2024", "3 May 2024")
AREAS = ("Neck & shoulders", "Upper back", "Feet", "Hamstrings")
LAYERS = ("Thin towel, folded twice", "Thin shirt", "Bare skin", "Socks")
OUTCOMES = ("", "", "Stopped, sharp, wrong pain", "Interrupted", "")

ROWS = tuple(
    SessionRow(
        f"{DAYS[number % len(DAYS)]}, {10 + number % 13}:{10 + number % 49}",
        AREAS[number % len(AREAS)],
        "10 min" if number % 3 else "12:34",
        LAYERS[number % len(LAYERS)],
        OUTCOMES[number % len(OUTCOMES)],
        "" if number % 5 == 4 else str(10 - number % 4),
        "" if number % 5 == 3 else str(10 - number % 9),
    )
    for number in range(137)
)
