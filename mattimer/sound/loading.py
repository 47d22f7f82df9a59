"""Gets every sound of a session ready: bells from their files, breath tones for its pattern."""

from dataclasses import dataclass
from pathlib import Path

from mattimer.session.breath import Pattern, Phase
from mattimer.session.clock import SECOND
from mattimer.sound.mixer import Sounds
from mattimer.sound.score import BELLS
from mattimer.sound.tones import RATE, exhale_tone, inhale_tone
from mattimer.sound.wav import SoundFileError, load_wav

SHORTEST_TONE_S = 1.0
"""Half a breath that goes by faster, at a higher speed, is no longer a tone."""


@dataclass(frozen=True, slots=True)
class LoadedSounds:
    """Samples by name, and a sentence for each file that could not be used."""

    sounds: Sounds
    troubles: tuple[str, ...] = ()

    def lengths(self) -> dict[str, int]:
        """How long each sounds, in microseconds as heard."""
        return {name: len(tone) * SECOND // RATE for name, tone in self.sounds.items()}


def load_sounds(folder: Path, pattern: Pattern, speed: float) -> LoadedSounds:
    """Load and render; some 200 ms of work. Another bell stands in for one that is missing."""
    sounds, troubles = {}, []
    for name in BELLS:
        try:
            sounds[name] = load_wav(folder / f"{name}.wav")
        except SoundFileError as error:
            troubles.append(str(error))
    if sounds:
        stand_in = next(iter(sounds.values()))
        sounds |= {name: stand_in for name in BELLS if name not in sounds}
    inhale, exhale = (half / SECOND / speed for half in (pattern.inhale, pattern.exhale))
    if min(inhale, exhale) >= SHORTEST_TONE_S:
        sounds |= {Phase.INHALE: inhale_tone(inhale), Phase.EXHALE: exhale_tone(exhale)}
    return LoadedSounds(sounds, tuple(troubles))
