"""Who is at the other end of a local socket."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket

PEER_OF_LINUX, SIZE_OF_LINUX = 17, 12
PEER_OF_MAC, LEVEL_OF_MAC, SIZE_OF_MAC = 1, 0, 76


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
    if sys.platform.startswith("linux"):
        # struct ucred: process, user, group.
        told = connection.getsockopt(1, PEER_OF_LINUX, SIZE_OF_LINUX)
        return int.from_bytes(told[4:8], sys.byteorder)
    if sys.platform == "darwin":
        # struct xucred: version, user, groups. Untested.
        told = connection.getsockopt(LEVEL_OF_MAC, PEER_OF_MAC, SIZE_OF_MAC)
        return int.from_bytes(told[4:8], sys.byteorder)
    return None
