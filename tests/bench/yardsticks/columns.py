"""What a look back over everything needs, read by bare sqlite3 and kept as it comes."""

import json
import sqlite3
import sys
import time

NEEDED = """
    SELECT started_us, utc_offset_s, area, mat_us, outcome, stop_reason, tightness_before,
        tightness_after FROM session WHERE deleted = 0 AND mat_us > 0
"""
ROUNDS = 5

if __name__ == "__main__":
    connection = sqlite3.connect(sys.argv[1])
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        connection.execute(NEEDED).fetchall()
        took.append((time.perf_counter() - began) * 1000)
    sys.stdout.write(json.dumps({"ms": took}) + "\n")
