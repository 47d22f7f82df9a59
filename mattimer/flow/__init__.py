"""What follows what: each module joins one page to the conductor and the journal.

Pages take plain values and know no service; the conductor and the journal know no page. These
modules stand between them, so that app.py only builds and wires.
"""
