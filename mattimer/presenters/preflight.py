"""Pre-flight line on Prepare: checks sound, screen, power and voice before a session."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from mattimer.desktop.battery import Battery, PowerSource
from mattimer.desktop.system_sound import Loudness, SystemSound
from mattimer.desktop.wake_lock import WakeLock
from mattimer.preferences.settings_values import Awake, Settings, SpokenWords
from mattimer.services.background_tasks import BackgroundTasks
from mattimer.services.preflight_checks import (
    AWAKE,
    DEVICE,
    MUTED,
    TONES,
    VOICE,
    PreflightFinding,
    Situation,
    check_all,
    needed_s,
    ready_words,
)
from mattimer.ui.pages.prepare.preflight_line import Preflight
from mattimer.ui.pages.prepare.prepare import PreparePage

PATIENCE_MS = 2500
"""How long the line waits for a computer that does not say whether it stays awake."""


@dataclass(frozen=True, slots=True)
class Computer:
    """The adapters that the checks ask.

    Attributes:
        locks: Whether it stays awake; somebody else asks it first.
        sound: The system's volume.
        power: The battery.
    """

    locks: WakeLock
    sound: SystemSound
    power: PowerSource


class OwnSound(Protocol):
    """The app's own sound, as far as the checks need it.

    Attributes:
        muted: Whether the app itself is silent.
    """

    muted: bool

    @property
    def device_present(self) -> bool | None:
        """Whether there is a sound device; None is not known (yet)."""
        ...

    @property
    def voice_able(self) -> bool | None:
        """Whether there is a voice; None is not known (yet)."""
        ...


class PreflightPresenter(QObject):
    """Checks when Prepare comes up, shows one finding at a time, mends what can be mended.

    Signals:
        test_bell_wanted(): Let the bell be heard.
        unmute_wanted(): The app's own tones are to be heard again.
    """

    test_bell_wanted = Signal()
    unmute_wanted = Signal()

    def __init__(
        self,
        *,
        page: PreparePage,
        tasks: BackgroundTasks,
        settings: Callable[[], Settings],
        minutes: Callable[[], int],
        computer: Computer,
        tones: OwnSound,
    ) -> None:
        """Join them.

        Args:
            page: Where it is shown.
            tasks: Runs what waits for the system.
            settings: The settings in force.
            minutes: Length of the session that is prepared.
            computer: What is asked of the computer.
            tones: The app's own sound.
        """
        super().__init__(page)
        self._page = page
        self._tasks = tasks
        self._settings = settings
        self._minutes = minutes
        self._locks = computer.locks
        self._sound = computer.sound
        self._power = computer.power
        self._tones = tones
        self._visit = 0
        self._measured: tuple[Loudness | None, Battery | None] | None = None
        self._tried_in_vain: frozenset[str] = frozenset()
        self._dismissed: frozenset[str] = frozenset()
        self._patience = QTimer(self, interval=PATIENCE_MS)
        self._patience.setObjectName("answer_timer")
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.refresh)
        self._wire()

    def _wire(self) -> None:
        page = self._page
        page.shown.connect(self._on_page_shown)
        page.left.connect(self._on_page_left)
        page.mend_wanted.connect(self._on_page_mend_wanted)
        page.dismissed.connect(self._on_page_dismissed)
        page.test_wanted.connect(self.test_bell_wanted)
        self._locks.answered.connect(self.refresh)

    # What is known -----------------------------------------------------------------------------

    def look_again(self) -> None:
        """Ask the system once more; what is shown stays until it has answered."""
        if self._page.isVisible():
            self._tasks.spawn(self._look(self._visit))

    def refresh(self) -> None:
        """Something that is known without asking may be another: device, voice, mute, lock."""
        if not self._page.isVisible():
            return
        situation = self._situation()
        self._page.show_voice(speaks=situation.speaks)
        if self._measured is not None and not self._waits_for_the_lock():
            self._page.show_preflight(self._line(situation))

    def _waits_for_the_lock(self) -> bool:
        unanswered = self._settings().awake is not Awake.OFF and self._locks.granted is None
        return unanswered and self._patience.isActive()

    def _situation(self) -> Situation:
        settings = self._settings()
        loudness, battery = self._measured or (None, None)
        return Situation(
            device=self._tones.device_present,
            loudness=loudness,
            tones_muted=self._tones.muted,
            words_wanted=settings.words is not SpokenWords.OFF,
            voice=self._tones.voice_able,
            awake=settings.awake,
            granted=self._locks.granted,
            battery=battery,
            needed_s=needed_s(self._minutes(), settings.lead_in_s),
        )

    def _line(self, situation: Situation) -> Preflight:
        found = self._first(check_all(situation, self._tried_in_vain))
        if found is not None:
            return Preflight(found.text, found.key, found.mend, found.dismissal)
        test = "" if situation.silent else self.tr("Test bell")
        return Preflight(ready_words(situation), test=test)

    def _first(self, found: tuple[PreflightFinding, ...]) -> PreflightFinding | None:
        return next((one for one in found if one.key not in self._dismissed), None)

    async def _look(self, visit: int) -> None:
        output = self._settings().output
        loudness, battery = await asyncio.gather(self._sound.look(output), self._power.look())
        if visit == self._visit:
            self._measured = loudness, battery
            self.refresh()

    # What the person does ----------------------------------------------------------------------

    def _on_page_shown(self) -> None:
        self._visit += 1
        self._measured = None
        self._tried_in_vain = frozenset()
        # Nobody wants to hear twice an evening that there is no voice.
        self._dismissed &= {VOICE}
        self._page.show_preflight(None)
        self._patience.start()
        self.refresh()
        self.look_again()

    def _on_page_left(self) -> None:
        self._patience.stop()

    def _on_page_dismissed(self, key: str) -> None:
        self._dismissed |= {key}
        self.refresh()

    def _on_page_mend_wanted(self, key: str) -> None:
        if key == MUTED:
            self._tasks.spawn(self._unmute(self._visit))
        elif key == TONES:
            self.unmute_wanted.emit()
            self.refresh()
        elif key == AWAKE:
            self._tried_in_vain |= {AWAKE}
            self._patience.start()
            self._locks.hold(self._settings().awake)
        elif key == DEVICE:
            self._tried_in_vain |= {DEVICE}
            self.look_again()

    async def _unmute(self, visit: int) -> None:
        mended = await self._sound.unmute(self._settings().output)
        if visit == self._visit:
            self._tried_in_vain |= frozenset() if mended else {MUTED}
            await self._look(visit)
