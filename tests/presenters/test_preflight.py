"""Looking, saying one thing at a time, and mending, with a system in the hand."""

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from mattimer.desktop.battery import Battery
from mattimer.desktop.system_sound import Loudness
from mattimer.preferences.settings_values import Awake, Settings, SpokenWords
from mattimer.presenters.preflight import Computer, PreflightPresenter
from mattimer.services.background_tasks import BackgroundTasks
from mattimer.session.session_plan import Layer
from mattimer.ui.pages.prepare.preflight_line import Preflight
from mattimer.ui.pages.prepare.prepare import LayerOption, Preparation, PreparePage
from tests.ui.factories import areas, click, make_theme, shape, shown
from tests.ui.pages.find_widgets import button, find
from tests.ui.timers import run_out, timer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LOUD = Loudness(muted=False, volume=0.8, device="Speakers")
MUTED = Loudness(muted=True, volume=0.8, device="Speakers")
EMPTY = Battery(4.0, None, plugged=False)


class FakeSound:
    """The system's volume; a look waits until it may."""

    def __init__(self) -> None:
        self.loudness: Loudness | None = LOUD
        self.can_unmute = True
        self.asked: list[str] = []
        self.may = asyncio.Event()
        self.may.set()

    async def look(self, device: str = "") -> Loudness | None:
        self.asked.append(f"look {device}".strip())
        await self.may.wait()
        return self.loudness

    async def unmute(self, device: str = "") -> bool:
        self.asked.append(f"unmute {device}".strip())
        if self.can_unmute:
            self.loudness = LOUD
        return self.can_unmute


class FakePower:
    def __init__(self) -> None:
        self.battery: Battery | None = None

    async def look(self) -> Battery | None:
        return self.battery


class FakeLock(QObject):
    """A lock that answers when the test does."""

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.granted: bool | None = None
        self.trouble = ""
        self.held: list[Awake] = []

    def hold(self, kind: Awake) -> None:
        self.held.append(kind)
        self.granted = None

    def release(self) -> None:
        self.granted = None

    def close(self) -> None:
        pass

    def answer(self, *, granted: bool) -> None:
        self.granted = granted
        self.answered.emit(granted)


class Room:
    """Prepare with a pre-flight, on a loop of its own."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self.faults: list[object] = []
        self.loop.set_exception_handler(lambda _loop, context: self.faults.append(context))
        self.settings = Settings()
        self.minutes = 10
        self.device_present: bool | None = True
        self.voice_able: bool | None = True
        self.muted = False
        self.sound, self.power, self.lock = FakeSound(), FakePower(), FakeLock()
        self.page = PreparePage(make_theme(), shape(), list(areas()))
        self.page.show_preparation(preparation())
        self.flow = PreflightPresenter(
            page=self.page,
            tasks=BackgroundTasks(lambda _sentence: None),
            settings=lambda: self.settings,
            minutes=lambda: self.minutes,
            computer=Computer(self.lock, self.sound, self.power),
            tones=self,
        )
        self.flow.unmute_wanted.connect(self._on_flow_unmute_wanted)

    def _on_flow_unmute_wanted(self) -> None:
        self.muted = False

    def close(self) -> None:
        assert self.faults == []
        self.loop.close()
        asyncio.set_event_loop(None)

    def come(self, *, granted: bool | None = True) -> None:
        """Prepare comes up, and the lock answers."""
        shown(self.page, 1016, 760)
        if granted is not None:
            self.lock.answer(granted=granted)
        self.turn()

    def turn(self) -> None:
        """Let the loop go round a few times."""
        for _ in range(8):
            self.loop.run_until_complete(asyncio.sleep(0))

    def press(self, name: str) -> None:
        click(button(self.page, f"preflight_{name}"))
        self.turn()

    def words(self) -> str:
        return find(self.page, QLabel, "preflight_text").text()

    def links(self) -> list[str]:
        found = (button(self.page, f"preflight_{one}") for one in ("mend", "dismiss", "test"))
        return [one.text() for one in found if one.isVisible()]

    def foot(self) -> str:
        return find(self.page, QLabel, "prepare_quiet").text()


def preparation() -> Preparation:
    return Preparation(
        area="upper-back",
        title="Upper back, 10 minutes",
        steps=areas()["upper-back"].steps,
        layers=tuple(LayerOption(one, one, "") for one in Layer),
        layer=Layer.SHIRT,
        lead_in="20 seconds to get comfortable.",
    )


@pytest.fixture
def room(qtbot: "QtBot") -> Iterator[Room]:
    made = Room()
    qtbot.addWidget(made.page)
    yield made
    made.close()


def test_where_all_is_well_it_says_so_and_offers_the_bell(room: Room) -> None:
    rung: list[bool] = []
    room.flow.test_bell_wanted.connect(lambda: rung.append(True))
    room.come()
    assert (room.words(), room.links()) == ("Sound and screen are ready", ["Test bell"])
    room.press("test")
    assert rung == [True]


def test_nothing_is_said_before_all_is_known_and_then_only_once(room: Room) -> None:
    said: list[str] = []
    show = room.page.show_preflight

    def listen(preflight: Preflight | None) -> None:
        said.append("" if preflight is None else preflight.text)
        show(preflight)

    room.page.show_preflight = listen  # type: ignore[method-assign]
    room.sound.may.clear()
    room.come(granted=None)
    room.lock.answer(granted=True)
    room.turn()
    assert room.words() == ""
    room.sound.may.set()
    room.turn()
    assert said == ["", "Sound and screen are ready"]


def test_it_waits_for_the_computers_word_but_not_for_ever(room: Room) -> None:
    room.come(granted=None)
    assert room.words() == ""
    run_out(room.flow, "answer_timer")
    assert room.words() == "Sound is ready"
    room.lock.answer(granted=False)
    assert room.words() == "The screen may go dark."


def test_who_wants_nothing_of_the_computer_waits_for_nothing(room: Room) -> None:
    room.settings = replace(room.settings, awake=Awake.OFF)
    room.come(granted=None)
    assert room.words() == "Sound is ready"


def test_unmute_mends_and_looks_again(room: Room) -> None:
    room.sound.loudness = MUTED
    room.settings = replace(room.settings, output="headphones")
    room.come()
    assert (room.words(), room.links()) == ("Sound is muted.", ["Unmute", "Fine"])
    room.press("mend")
    assert room.words() == "Sound and screen are ready"
    assert room.sound.asked == ["look headphones", "unmute headphones", "look headphones"]


def test_unmuting_in_vain_says_so_and_the_next_visit_tries_anew(room: Room) -> None:
    room.sound.loudness, room.sound.can_unmute = MUTED, False
    room.come()
    room.press("mend")
    assert room.words() == "Still no sound. The system's own volume may help."
    assert room.links() == ["Fine"]
    room.page.hide()
    room.come()
    assert (room.words(), room.links()) == ("Sound is muted.", ["Unmute", "Fine"])


def test_keeping_the_screen_on_is_asked_for_again(room: Room) -> None:
    room.come(granted=False)
    assert room.links() == ["Keep it on", "Fine"]
    room.press("mend")
    assert room.lock.held == [Awake.SCREEN]
    assert room.words() == "The screen may go dark."
    room.lock.answer(granted=True)
    assert room.words() == "Sound and screen are ready"


def test_a_screen_that_cannot_be_kept_on_is_said_to_be_one(room: Room) -> None:
    room.come(granted=False)
    room.press("mend")
    room.lock.answer(granted=False)
    assert room.words() == "The screen may go dark. Nothing here can keep it up."
    assert room.links() == ["Fine"]


def test_the_apps_own_mute_is_mended_by_the_app(room: Room) -> None:
    room.muted = True
    room.come()
    assert (room.words(), room.links()) == ("Tones are muted.", ["Unmute", "Fine"])
    room.press("mend")
    assert room.words() == "Sound and screen are ready"


def test_a_device_that_is_plugged_in_is_found_by_looking_again(room: Room) -> None:
    room.device_present = False
    room.come()
    assert room.links() == ["Look again", "Fine"]
    room.press("mend")
    assert room.words() == "Still no sound device. The timer runs on without tones."
    room.device_present = True
    room.press("mend")
    assert room.words() == "Sound and screen are ready"


def test_one_thing_at_a_time_and_what_is_fine_stays_fine(room: Room) -> None:
    room.sound.loudness, room.power.battery = MUTED, EMPTY
    room.come(granted=False)
    heard = [room.words()]
    for _ in range(3):
        room.press("dismiss")
        heard.append(room.words())
    assert heard == [
        "Sound is muted.",
        "The screen may go dark.",
        "Battery may not last.",
        "Ready when you are",
    ]
    assert room.links() == []
    room.flow.look_again()
    room.turn()
    assert room.words() == "Ready when you are"


def test_the_next_visit_says_it_again_but_not_of_the_voice(room: Room) -> None:
    room.power.battery, room.voice_able = EMPTY, False
    room.come()
    room.press("dismiss")
    assert room.words() == "No voice on this computer. The tones carry on."
    room.press("dismiss")
    room.page.hide()
    room.come()
    assert room.words() == "Battery may not last."
    room.press("dismiss")
    assert room.words() == "Sound and screen are ready"


def test_a_longer_session_needs_more_of_the_battery(room: Room) -> None:
    room.power.battery = Battery(50.0, 20 * 60, plugged=False)
    room.come()
    assert room.words() == "Sound and screen are ready"
    room.page.hide()
    room.minutes = 20
    room.come()
    assert room.words() == "Battery may not last."


def test_a_late_answer_of_an_earlier_visit_says_nothing(room: Room) -> None:
    room.sound.loudness = MUTED
    room.sound.may.clear()
    room.come()
    room.page.hide()
    room.sound.may.set()
    room.turn()
    room.sound.loudness = LOUD
    room.sound.may.clear()
    room.come()
    assert room.words() == ""
    room.sound.may.set()
    room.turn()
    assert room.words() == "Sound and screen are ready"


def test_nobody_looks_while_prepare_is_not_there(room: Room) -> None:
    room.flow.look_again()
    room.flow.refresh()
    room.lock.answer(granted=False)
    room.turn()
    assert room.sound.asked == []
    room.come()
    room.page.hide()
    assert not timer(room.flow, "answer_timer").isActive()
    room.lock.answer(granted=False)
    assert room.words() == "Sound and screen are ready"


@pytest.mark.parametrize(
    ("words", "voice", "foot"),
    [
        (SpokenWords.FEW, True, "Then the voice takes over. Eyes shut is fine."),
        (SpokenWords.FULL, True, "Then the voice takes over. Eyes shut is fine."),
        (SpokenWords.OFF, True, "Then follow the circle, or just breathe. Eyes shut is fine."),
        (SpokenWords.FEW, False, "Then follow the circle, or just breathe. Eyes shut is fine."),
        (SpokenWords.FEW, None, "Then follow the circle, or just breathe. Eyes shut is fine."),
    ],
)
def test_the_foot_knows_who_takes_over(
    room: Room, words: SpokenWords, foot: str, *, voice: bool | None
) -> None:
    room.settings, room.voice_able = replace(room.settings, words=words), voice
    # At once: nothing about it has to be asked of the system.
    room.sound.may.clear()
    shown(room.page, 1016, 760)
    assert room.foot() == foot
    room.sound.may.set()
    room.turn()


def test_a_voice_that_is_found_late_takes_over_late(room: Room) -> None:
    room.voice_able = None
    room.come()
    room.voice_able = True
    room.flow.refresh()
    assert room.foot() == "Then the voice takes over. Eyes shut is fine."
    room.voice_able = False
    room.flow.refresh()
    assert room.words() == "No voice on this computer. The tones carry on."
