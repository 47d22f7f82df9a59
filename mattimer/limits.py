"""The bounds that bind everybody, each written down once.

The session, the coach, settings, content, storage, imports, the command line and every page read
them here; tests compare them with the SQL of the released versions. Lengths of a session are in
whole microseconds, like all of its times; other units stand in the name.
"""

_SECOND = 1_000_000
_MINUTE = 60 * _SECOND

# A session --------------------------------------------------------------------------------------

MINUTES_SHORTEST = 1
MINUTES_HARD_CAP = 30
"""A person can fall asleep on the mat; no session is longer, whatever an area allows."""

MINUTES_SUGGESTED = 20
"""The app never suggests more, whatever an area or a plan allows."""

SHORTEST = MINUTES_SHORTEST * _MINUTE
HARD_CAP = MINUTES_HARD_CAP * _MINUTE

LONGEST_LEAD_IN_S = 300
LONGEST_LEAD_IN = LONGEST_LEAD_IN_S * _SECOND
"""The time to lie down."""

LONGEST_EXTENSION_S = MINUTES_HARD_CAP * 60
"""More can't be added in one command; the cap of the area ends it sooner."""

FASTEST = 1000.0
"""How many times as fast the clock of ``--speed`` may run."""

# A breath ---------------------------------------------------------------------------------------

PHASE_SHORTEST_S, PHASE_LONGEST_S = 2, 10
CYCLE_SHORTEST_S, CYCLE_LONGEST_S = 8, 20
"""In or out, and both together."""

SHORTEST_PHASE, LONGEST_PHASE = PHASE_SHORTEST_S * _SECOND, PHASE_LONGEST_S * _SECOND
SHORTEST_CYCLE, LONGEST_CYCLE = CYCLE_SHORTEST_S * _SECOND, CYCLE_LONGEST_S * _SECOND

# What is kept -----------------------------------------------------------------------------------

TIGHTNESS_LOWEST, TIGHTNESS_HIGHEST = 1, 10
TIGHTNESS = range(TIGHTNESS_LOWEST, TIGHTNESS_HIGHEST + 1)

NOTE_LIMIT = 2_000
"""Characters in a note."""

NAME_LIMIT = 64
"""Characters in the name of an area, a device, a document, an answer."""

PATTERN_LIMIT = 16
"""Characters in a breath pattern."""

LIST_LIMIT = 100
"""Names in a list of them."""

DOCUMENT_LIMIT = 65_536
"""Characters in a document of the profile."""

DEPTH_LIMIT = 64
"""Lists within lists in a document."""

LAST_MOMENT = 253_370_764_800_000_000
"""The latest moment that can be kept: the beginning of the year 9999, UTC."""

LONGEST_OFFSET_S = 64_800
"""How far local time may be from UTC, either way."""

LARGEST_IMPORT = 128 * 1024 * 1024
"""Bytes of a file that is read in; over 200,000 sessions."""

# What people set --------------------------------------------------------------------------------

LOUDEST = 100
SMALLEST_TEXT, LARGEST_TEXT = 100, 200
"""Percent; volumes begin at 0."""

SHORTEST_WIND_DOWN, LONGEST_WIND_DOWN = 30, 60
"""Minutes before bed at which the evening begins (guide: evenings)."""
