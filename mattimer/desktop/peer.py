"""Who is at the other end of a local socket."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket

ASKED = {"linux": (1, 17, 12), "darwin": (0, 1, 76)}
"""Level, option and size of the answer, by system: SO_PEERCRED, LOCAL_PEERCRED (untested)."""


def is_ours(connection: "socket.socket") -> bool:
    """Whether the other end belongs to the user that we are.

    The socket's permissions keep others out as well; this holds where they were changed, and where
    the folder is one that everybody may write to. Nobody else is let in, root neither: whoever is
    root can be us. Where the system does not tell, its permissions have to do.
    """
    uid = peer_uid(connection)
    return uid is None or uid == os.geteuid()


def peer_uid(connection: "socket.socket") -> int | None:
    """The number of the user at the other end; None where the system does not tell."""
    question = ASKED.get(sys.platform)
    if question is None:
        return None
    # Both answers are whole numbers of four bytes each, the second of them the user's.
    return int.from_bytes(connection.getsockopt(*question)[4:8], sys.byteorder)
