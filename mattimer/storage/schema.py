"""The SQL of every version of the file. What has been released here never changes again.

A later version is another step at the end of ``STEPS``; databases of every earlier version lie
in tests/storage/data and must go on opening. A new column comes last in its table and has a
default: rows that were written before hold no value for it.

A new stop reason is a step without statements: older programs then refuse the file, which has a
word that they do not know.
"""

Step = tuple[str, ...]
"""The statements that lead from one version to the next."""

APPLICATION_ID = 0x4D617454
"""The letters "MatT", so that the file can be told from any other program's."""

VERSION_1: Step = (
    """
    CREATE TABLE session (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
        started_us INTEGER NOT NULL CHECK (started_us BETWEEN 0 AND 253370764800000000),
        utc_offset_s INTEGER NOT NULL CHECK (utc_offset_s BETWEEN -64800 AND 64800),
        ended_us INTEGER CHECK (ended_us BETWEEN 0 AND 253370764800000000),
        area TEXT NOT NULL CHECK (length(area) BETWEEN 1 AND 64),
        layer TEXT NOT NULL CHECK (layer IN ('towel', 'shirt', 'bare')),
        pattern TEXT NOT NULL CHECK (length(pattern) BETWEEN 1 AND 16),
        lead_in_us INTEGER NOT NULL CHECK (lead_in_us BETWEEN 0 AND 300000000),
        planned_us INTEGER NOT NULL CHECK (planned_us BETWEEN 0 AND 1800000000),
        settle_us INTEGER NOT NULL CHECK (settle_us >= 0),
        still_us INTEGER NOT NULL CHECK (still_us >= 0),
        rise_us INTEGER NOT NULL CHECK (rise_us >= 0),
        mat_us INTEGER NOT NULL CHECK (mat_us >= 0),
        paused_us INTEGER NOT NULL CHECK (paused_us >= 0),
        away_us INTEGER NOT NULL CHECK (away_us >= 0),
        outcome TEXT NOT NULL CHECK (outcome IN ('finished', 'stopped', 'interrupted')),
        stop_reason TEXT CHECK (stop_reason IN (
            'dizziness', 'numbness', 'sharp-pain', 'bruising', 'irritated-skin', 'too-intense',
            'other')),
        tightness_before INTEGER CHECK (tightness_before BETWEEN 1 AND 10),
        tightness_after INTEGER CHECK (tightness_after BETWEEN 1 AND 10),
        noticed TEXT NOT NULL CHECK (json_valid(noticed) AND json_type(noticed) = 'array'),
        note TEXT NOT NULL CHECK (length(note) <= 2000),
        device TEXT NOT NULL CHECK (length(device) BETWEEN 1 AND 64),
        updated_us INTEGER NOT NULL CHECK (updated_us BETWEEN 0 AND 253370764800000000),
        deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
        CHECK (mat_us <= planned_us),
        CHECK (settle_us + still_us + rise_us <= planned_us)
    ) STRICT
    """,
    "CREATE INDEX session_newest ON session (started_us DESC, id DESC) WHERE deleted = 0",
    """
    CREATE TABLE screening (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
        answered_us INTEGER NOT NULL CHECK (answered_us BETWEEN 0 AND 253370764800000000),
        utc_offset_s INTEGER NOT NULL CHECK (utc_offset_s BETWEEN -64800 AND 64800),
        answers TEXT NOT NULL CHECK (json_valid(answers) AND json_type(answers) = 'array'),
        device TEXT NOT NULL CHECK (length(device) BETWEEN 1 AND 64)
    ) STRICT
    """,
)

VERSION_2: Step = (
    """
    CREATE TABLE check_in (
        day TEXT NOT NULL PRIMARY KEY CHECK (
            day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
            AND day >= '0001-01-01' AND date(day, '+0 days') IS day),
        tightness INTEGER NOT NULL CHECK (tightness BETWEEN 1 AND 10),
        answered_us INTEGER NOT NULL CHECK (answered_us BETWEEN 0 AND 253370764800000000),
        utc_offset_s INTEGER NOT NULL CHECK (utc_offset_s BETWEEN -64800 AND 64800),
        device TEXT NOT NULL CHECK (length(device) BETWEEN 1 AND 64),
        updated_us INTEGER NOT NULL CHECK (updated_us BETWEEN 0 AND 253370764800000000)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE follow_up (
        session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('asked', 'healed')),
        at_us INTEGER NOT NULL CHECK (at_us BETWEEN 0 AND 253370764800000000),
        device TEXT NOT NULL CHECK (length(device) BETWEEN 1 AND 64),
        PRIMARY KEY (session_id, kind)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE profile (
        key TEXT NOT NULL PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 64),
        value TEXT NOT NULL CHECK (json_valid(value) AND length(value) <= 65536),
        updated_us INTEGER NOT NULL CHECK (updated_us BETWEEN 0 AND 253370764800000000),
        device TEXT NOT NULL CHECK (length(device) BETWEEN 1 AND 64)
    ) STRICT
    """,
)

VERSION_3: Step = (
    # What was taken back is remembered, or another device would bring it back.
    "ALTER TABLE check_in ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))",
    # How far the files of a shared folder were read. It lies in here so that an older copy of
    # this file, once restored, also knows less of what it has read.
    """
    CREATE TABLE heard (
        name TEXT NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 255),
        place INTEGER NOT NULL CHECK (place >= 0),
        mark TEXT NOT NULL CHECK (length(mark) = 32)
    ) STRICT, WITHOUT ROWID
    """,
)

VERSION_4: Step = (
    # Of a stop reason only the shape is checked; which ones there are the codec knows.
    """
    CREATE TABLE session_rebuilt (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
        started_us INTEGER NOT NULL CHECK (started_us BETWEEN 0 AND 253370764800000000),
        utc_offset_s INTEGER NOT NULL CHECK (utc_offset_s BETWEEN -64800 AND 64800),
        ended_us INTEGER CHECK (ended_us BETWEEN 0 AND 253370764800000000),
        area TEXT NOT NULL CHECK (length(area) BETWEEN 1 AND 64),
        layer TEXT NOT NULL CHECK (layer IN ('towel', 'shirt', 'bare')),
        pattern TEXT NOT NULL CHECK (length(pattern) BETWEEN 1 AND 16),
        lead_in_us INTEGER NOT NULL CHECK (lead_in_us BETWEEN 0 AND 300000000),
        planned_us INTEGER NOT NULL CHECK (planned_us BETWEEN 0 AND 1800000000),
        settle_us INTEGER NOT NULL CHECK (settle_us >= 0),
        still_us INTEGER NOT NULL CHECK (still_us >= 0),
        rise_us INTEGER NOT NULL CHECK (rise_us >= 0),
        mat_us INTEGER NOT NULL CHECK (mat_us >= 0),
        paused_us INTEGER NOT NULL CHECK (paused_us >= 0),
        away_us INTEGER NOT NULL CHECK (away_us >= 0),
        outcome TEXT NOT NULL CHECK (outcome IN ('finished', 'stopped', 'interrupted')),
        stop_reason TEXT CHECK (
            length(stop_reason) BETWEEN 1 AND 64 AND stop_reason NOT GLOB '*[^a-z-]*'),
        tightness_before INTEGER CHECK (tightness_before BETWEEN 1 AND 10),
        tightness_after INTEGER CHECK (tightness_after BETWEEN 1 AND 10),
        noticed TEXT NOT NULL CHECK (json_valid(noticed) AND json_type(noticed) = 'array'),
        note TEXT NOT NULL CHECK (length(note) <= 2000),
        device TEXT NOT NULL CHECK (length(device) BETWEEN 1 AND 64),
        updated_us INTEGER NOT NULL CHECK (updated_us BETWEEN 0 AND 253370764800000000),
        deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
        CHECK (mat_us <= planned_us),
        CHECK (settle_us + still_us + rise_us <= planned_us)
    ) STRICT
    """,
    """
    INSERT INTO session_rebuilt (
        rowid,
        id, started_us, utc_offset_s, ended_us, area, layer, pattern,
        lead_in_us, planned_us, settle_us, still_us, rise_us, mat_us, paused_us,
        away_us, outcome, stop_reason, tightness_before, tightness_after,
        noticed, note, device, updated_us, deleted)
    SELECT
        rowid,
        id, started_us, utc_offset_s, ended_us, area, layer, pattern,
        lead_in_us, planned_us, settle_us, still_us, rise_us, mat_us, paused_us,
        away_us, outcome, stop_reason, tightness_before, tightness_after,
        noticed, note, device, updated_us, deleted
    FROM session
    """,
    # Foreign keys are off while steps run, or this would delete the follow-ups too.
    "DROP TABLE session",
    "ALTER TABLE session_rebuilt RENAME TO session",
    "CREATE INDEX session_newest ON session (started_us DESC, id DESC) WHERE deleted = 0",
)

STEPS: tuple[Step, ...] = (VERSION_1, VERSION_2, VERSION_3, VERSION_4)
"""One entry a version; the newest version is as many as there are."""

TABLES = (
    frozenset({"session", "screening"}),
    frozenset({"session", "screening", "check_in", "follow_up", "profile"}),
    frozenset({"session", "screening", "check_in", "follow_up", "profile", "heard"}),
)
"""What a file has at the least, the first version first; later ones have what the last has."""
