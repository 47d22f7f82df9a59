"""Ways in which a disk, a cable or another program ruins a file."""

import random


def cut(content: bytes, chance: random.Random) -> bytes:
    """End somewhere, at any byte."""
    return content[: chance.randrange(len(content))]


def flip(content: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    ruined = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 64, 500))):
        ruined[chance.randrange(len(ruined))] = chance.randrange(256)
    return bytes(ruined)


def blot(content: bytes, chance: random.Random) -> bytes:
    """A stretch is rubbish."""
    at, length = chance.randrange(len(content)), chance.choice((512, 4096, 40_000))
    end = min(len(content), at + length)
    return content[:at] + chance.randbytes(end - at) + content[end:]


def hole(content: bytes, chance: random.Random) -> bytes:
    """A page is empty, as after a power loss on some file systems."""
    at = chance.randrange(len(content)) // 4096 * 4096
    end = min(len(content), at + 4096)
    return content[:at] + bytes(end - at) + content[end:]


WAYS = (cut, flip, blot, hole)
