import os
import struct
import sys
import wave
from array import array
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mattimer.sound.wav import SoundFileError, load_wav

SAMPLES = array("h", [(at * 37) % 4001 - 2000 for at in range(2_400)])
HEADER = 44

on_one_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def chunk(name: bytes, body: bytes, size: int | None = None) -> bytes:
    return name + struct.pack("<I", len(body) if size is None else size) + body


def riff(*chunks: bytes, size: int | None = None) -> bytes:
    return chunk(b"RIFF", b"WAVE" + b"".join(chunks), size)


def form(
    *, channels: int = 1, rate: int = 48_000, bits: int = 16, tag: int = 1, extra: bytes = b""
) -> bytes:
    block = channels * bits // 8
    return chunk(
        b"fmt ", struct.pack("<HHIIHH", tag, channels, rate, rate * block, block, bits) + extra
    )


def data(samples: "array[int]", size: int | None = None) -> bytes:
    return chunk(b"data", struct.pack(f"<{len(samples)}h", *samples), size)


SOUND = riff(form(), data(SAMPLES))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "still.wav"


def refusal(path: Path, held: bytes | None = None) -> str:
    if held is not None:
        path.write_bytes(held)
    with pytest.raises(SoundFileError) as caught:
        load_wav(path)
    said = str(caught.value)
    assert "\n" not in said
    assert said.startswith(f"The sound {path.name} ")
    assert said.endswith(".")
    return said


def loads_or_refuses(path: Path, held: bytes) -> None:
    """Whatever a file holds, it is a sound or a SoundFileError; pytest sees everything else."""
    path.write_bytes(held)
    try:
        samples = load_wav(path)
    except SoundFileError:
        return
    assert samples.typecode == "h"
    assert 2_400 <= len(samples) <= 480_000


def test_a_sound_comes_back_as_it_was(path: Path) -> None:
    path.write_bytes(SOUND)
    assert load_wav(path) == SAMPLES


def test_what_the_library_writes_is_read(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        file.writeframes(SAMPLES)
    assert path.read_bytes() == SOUND
    assert load_wav(path) == SAMPLES


def test_chunks_that_say_other_things_are_passed_over(path: Path) -> None:
    path.write_bytes(riff(chunk(b"LIST", b"INFO"), form(), data(SAMPLES), chunk(b"cue ", b"1234")))
    assert load_wav(path) == SAMPLES


def test_the_longest_sound(path: Path) -> None:
    longest = array("h", [1]) * 480_000
    path.write_bytes(riff(form(), data(longest)))
    assert load_wav(path) == longest
    assert "10 seconds" in refusal(path, riff(form(), data(longest + array("h", [1]))))


def test_too_short(path: Path) -> None:
    assert "0.05" in refusal(path, riff(form(), data(SAMPLES[1:])))
    assert "0.05" in refusal(path, riff(form(), data(array("h"))))


@pytest.mark.parametrize(
    "other",
    [
        form(channels=2),
        form(rate=44_100),
        form(bits=8),
        form(bits=24),
        form(bits=32),
    ],
)
def test_another_kind_of_sound(path: Path, other: bytes) -> None:
    assert "isn't mono, 16 bit, 48 kHz" in refusal(path, riff(other, data(SAMPLES * 6)))


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b"RIFF",
        bytes(100),
        b"\xff" * 10_000,
        riff(),
        riff(form()),
        riff(data(SAMPLES)),
        riff(data(SAMPLES), form()),
        riff(form(tag=3, bits=32), data(SAMPLES)),
        riff(form(tag=0x55), data(SAMPLES)),
        riff(form(channels=0), data(SAMPLES)),
        riff(form(bits=0), data(SAMPLES)),
        riff(chunk(b"fmt ", b"\1\0"), data(SAMPLES)),
        riff(form(), data(SAMPLES, size=4_802)),
        riff(form(), data(SAMPLES), size=4),
        riff(form(), data(SAMPLES), size=4_000),
        riff(form(), data(SAMPLES), size=0xFFFFFFFF),
        riff(chunk(b"LIST", b"INFO", size=0xFFFFFFF0), form(), data(SAMPLES)),
        SOUND + b"\0",
        SOUND.replace(b"RIFF", b"RIFX"),
        SOUND.replace(b"WAVE", b"WAVF"),
        b"OggS" + SOUND[4:],
    ],
)
def test_a_damaged_file(path: Path, held: bytes) -> None:
    assert "is damaged" in refusal(path, held)


@pytest.mark.parametrize("size", [0x7FFF_FFFE, 0xFFFF_FFFE, 0xFFFF_FFFF])
def test_a_header_that_promises_gigabytes(path: Path, size: int) -> None:
    refusal(path, riff(form(), data(SAMPLES, size=size)))


def test_cut_anywhere(path: Path) -> None:
    for length in range(len(SOUND)):
        refusal(path, SOUND[:length])


def test_any_bit_of_the_header_flipped(path: Path) -> None:
    for bit in range(HEADER * 8):
        held = bytearray(SOUND)
        held[bit // 8] ^= 1 << bit % 8
        loads_or_refuses(path, bytes(held))


@on_one_file
@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1))
def test_any_bytes_of_it_changed(path: Path, changes: list[tuple[int, int]]) -> None:
    held = bytearray(SOUND)
    for at, value in changes:
        held[at] = value
    loads_or_refuses(path, bytes(held))


@on_one_file
@given(st.dictionaries(st.integers(8, HEADER - 1), st.integers(0, 255), min_size=1, max_size=6))
def test_any_bytes_of_its_header_changed(path: Path, changes: dict[int, int]) -> None:
    held = bytearray(SOUND)
    for at, value in changes.items():
        held[at] = value
    loads_or_refuses(path, bytes(held))


@on_one_file
@given(st.binary(max_size=400))
@example(b"RIFF\x04\0\0\0WAVE")
def test_random_bytes(path: Path, held: bytes) -> None:
    refusal(path, held)


chunks = st.builds(
    chunk,
    st.sampled_from([b"fmt ", b"data", b"LIST", b"fact"]),
    st.one_of(st.binary(max_size=40), st.just(form()[8:]), st.just(data(SAMPLES)[8:])),
    st.one_of(st.none(), st.integers(0, 60), st.integers(0, 0xFFFFFFFF)),
)


@on_one_file
@given(st.lists(chunks, max_size=4), st.one_of(st.none(), st.integers(0, 0xFFFFFFFF)))
def test_a_riff_that_lies(path: Path, held: list[bytes], size: int | None) -> None:
    loads_or_refuses(path, riff(*held, size=size))


def test_a_missing_file(path: Path) -> None:
    assert "is missing" in refusal(path)
    assert "is missing" in refusal(path / "beyond.wav")


def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir()
    assert "is missing" in refusal(path)


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
def test_a_pipe_in_its_place_keeps_nobody_waiting(path: Path) -> None:
    os.mkfifo(path)
    assert "is missing" in refusal(path)


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    refusal(tmp_path / "still\0.wav")
    refusal(tmp_path / ("x" * 5_000))


def test_a_file_that_cannot_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(SOUND)

    def deny(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    assert "can't be read" in refusal(path)


def test_a_huge_file_is_not_read(path: Path) -> None:
    with path.open("wb") as file:
        file.write(SOUND)
        file.truncate(1 << 32)
    assert "too large" in refusal(path)
