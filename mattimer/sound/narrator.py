"""The narrator: says a session's lines when they are due, one at a time, never over a bell."""

from collections.abc import Callable, Mapping

from mattimer.coach.session_lines import SessionLines
from mattimer.preferences.settings_values import SpokenWords
from mattimer.session.clock import MILLISECOND, SECOND, Clock, Scheduler
from mattimer.session.session import Session, Status
from mattimer.session.timeline import heard_at
from mattimer.sound.speech import Utterance, due_between, ringing_until, utterances
from mattimer.sound.voice import Voice

UNDERSTOOD = 2.0
"""At a higher speed nobody could follow, so nothing is said."""

TOO_LATE = 4 * SECOND
"""A line that could not be said for longer than this is left out."""


class Narrator:
    """Follows a session and gives the voice its lines."""

    def __init__(
        self,
        clock: Clock,
        voice: Voice,
        lines: SessionLines,
        *,
        speed: float = 1.0,
        scheduler: Scheduler,
        length_in_words: Callable[[int], str],
    ) -> None:
        """``length_in_words`` turns a length in microseconds into words."""
        self._clock = clock
        self._voice = voice
        self._lines = lines
        self._speed = speed
        self._length_in_words = length_in_words
        self._words = SpokenWords.FEW
        self._bells: Mapping[str, int] = {}
        self._session: Session | None = None
        self._muted = self._hushed = False
        self._due: tuple[Utterance, ...] = ()
        self._asked: Utterance | None = None
        self._until = -1
        self._timer = scheduler.timer(self._on_timer_timeout)

    def set_words(self, words: SpokenWords) -> None:
        """How much is said from now on."""
        self._words = words
        if words is SpokenWords.OFF:
            self._voice.stop()
        self._look_ahead()

    def set_bells(self, bells: Mapping[str, int]) -> None:
        """How long each bell sounds, in microseconds as heard."""
        self._bells = bells
        self._look_ahead()

    def set_muted(self, *, muted: bool) -> None:
        """Nothing is said while muted."""
        self._muted = muted
        if muted:
            self._voice.stop()
        self._look_ahead()

    def hush(self) -> None:
        """Somebody stirred after the end: nothing more needs saying."""
        if self._session is not None and self._session.status is Status.FINISHED:
            self._hushed = True
            self._voice.stop()
            self._look_ahead()

    def say(self, text: str) -> None:
        """Say something on request; where a bell rings, right after it."""
        if self._muted:
            return
        now = self._now()
        rings = 0 if self._session is None else self._ringing_until(now)
        if rings:
            # Behind the line that waits for the same bell: who asks is answered.
            self._asked = Utterance(rings + 1, text)
            self._look_ahead()
        else:
            self._voice.say(text)

    def on_session_changed(self, new: Session | None, old: Session | None) -> None:
        """The session became another value."""
        self._session = new
        if new is not None and (old is None or old.id != new.id):
            self._hushed, self._until, self._asked = False, self._now() - 1, None
        if not self._speaking_time:
            self._voice.stop()
        self._look_ahead()

    def close(self) -> None:
        """Look ahead no more."""
        self._timer.stop()

    @property
    def _speaking_time(self) -> bool:
        session = self._session
        return (
            session is not None
            and session.status in (Status.RUNNING, Status.FINISHED)
            and not (self._muted or self._hushed)
            and self._speed <= UNDERSTOOD
        )

    def _now(self) -> int:
        return 0 if self._session is None else heard_at(self._session, self._clock.read())

    def _ringing_until(self, at: int) -> int:
        assert self._session is not None
        return ringing_until(self._session, at, self._bells, self._speed)

    def _look_ahead(self) -> None:
        self._timer.stop()
        session = self._session
        if session is None or not self._speaking_time:
            return
        self._due = utterances(
            session,
            self._lines,
            self._words,
            bells=self._bells,
            speed=self._speed,
            ended=self._lines.spoken.end.format(length=self._length_in_words(session.planned)),
        )
        if self._asked is not None:
            self._due = (*self._due, self._asked)
        self._arm()

    def _arm(self) -> None:
        coming = [one.at for one in self._due if one.at > self._until]
        if coming:
            wait = max(0, min(coming) - self._now()) / self._speed
            self._timer.start(-int(-wait // MILLISECOND))

    def _on_timer_timeout(self) -> None:
        now = self._now()
        said = due_between(self._due, self._until, now)
        self._until = now
        if said is not None:
            if said == self._asked:
                self._asked = None
            if now - said.at <= TOO_LATE * self._speed:
                self._voice.say(said.text)
        self._arm()
