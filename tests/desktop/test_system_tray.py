"""The icon in the tray, without a tray: what Qt is told, and what it tells."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from mattimer.desktop.system_tray import SEPARATOR, QtTray, TrayEntry

# Where there is no screen, Qt misses what only a screen has.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "This plugin does not support")

MENU = (
    TrayEntry("Still, 5:24 to go"),
    SEPARATOR,
    TrayEntry("Pause", "pause"),
    TrayEntry("Another area", entries=(TrayEntry("Neck & shoulders, 3 min", "start:neck:3"),)),
)
LATER = (TrayEntry("Still, 5:23 to go"), *MENU[1:])
IDLE = (TrayEntry("Open", "open"),)


class Panel:
    """A tray icon, and what it says."""

    def __init__(self) -> None:
        self.tray = QtTray()
        self.said: list[str] = []
        self.tray.pressed.connect(lambda: self.said.append("pressed"))
        self.tray.menu_opening.connect(lambda: self.said.append("opening"))
        self.tray.chosen.connect(self.said.append)
        self.icon = QIcon(QPixmap(22, 22))

    def show(self, entries: tuple[TrayEntry, ...] = MENU, tip: str = "Mat Timer") -> None:
        self.tray.show(self.icon, tip, entries)

    @property
    def shown(self) -> QSystemTrayIcon:
        (icon,) = self.tray.findChildren(QSystemTrayIcon)
        return icon

    @property
    def menu(self) -> QMenu:
        return self.shown.contextMenu()

    def action(self, name: str) -> QAction:
        found = self.menu.findChild(QAction, name)
        assert isinstance(found, QAction)
        return found


@pytest.fixture
def panel(qapp: QApplication) -> Iterator[Panel]:
    assert qapp is not None
    made = Panel()
    yield made
    made.tray.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_nothing_of_qts_is_made_before_it_is_shown(panel: Panel) -> None:
    panel.tray.hide()
    panel.tray.say("Title", "Text")
    assert panel.tray.findChildren(QSystemTrayIcon) == []


def test_it_has_icon_tooltip_and_menu(panel: Panel) -> None:
    panel.show(tip="Mat Timer, still, 5:24 to go")
    assert panel.shown.isVisible()
    assert panel.shown.toolTip() == "Mat Timer, still, 5:24 to go"
    assert panel.shown.icon().cacheKey() == panel.icon.cacheKey()
    first, gap, pause, other = panel.menu.actions()
    assert (first.text(), first.isEnabled()) == ("Still, 5:24 to go", False)
    assert gap.isSeparator()
    assert (pause.text(), pause.isEnabled(), pause.objectName()) == ("Pause", True, "pause")
    inner = other.menu()
    assert isinstance(inner, QMenu)
    # A single & would be taken for the sign before a key.
    assert [action.text() for action in inner.actions()] == ["Neck && shoulders, 3 min"]


def test_words_change_in_place(panel: Panel) -> None:
    panel.show()
    before = panel.menu.actions()
    panel.show(LATER)
    assert panel.menu.actions() == before
    assert before[0].text() == "Still, 5:23 to go"


def test_other_lines_are_built_anew(panel: Panel) -> None:
    panel.show()
    panel.show(IDLE)
    assert [action.text() for action in panel.menu.actions()] == ["Open"]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert panel.menu.findChildren(QMenu) == []


def test_a_menu_that_means_something_else_closes(panel: Panel) -> None:
    panel.show()
    panel.menu.popup(panel.menu.pos())
    panel.show(LATER)
    assert panel.menu.isVisible()
    panel.show(IDLE)
    assert not panel.menu.isVisible()


@pytest.mark.parametrize("name", ["pause", "start:neck:3"])
def test_what_is_chosen_is_told_once_the_menu_is_through(
    panel: Panel, qtbot: QtBot, name: str
) -> None:
    panel.show()
    # Whoever hears of it changes the menu, and the action is gone.
    panel.tray.chosen.connect(lambda _: panel.show(IDLE))
    with qtbot.waitSignal(panel.tray.chosen):
        panel.action(name).trigger()
        assert panel.said == []
    assert panel.said == [name]


def test_the_menu_can_still_be_put_right_when_it_opens(panel: Panel) -> None:
    panel.show()
    panel.tray.menu_opening.connect(lambda: panel.show(LATER))
    panel.menu.popup(panel.menu.pos())
    assert panel.menu.actions()[0].text() == "Still, 5:23 to go"
    assert panel.said == ["opening"]


def test_only_a_click_on_the_icon_itself_is_one(panel: Panel) -> None:
    panel.show()
    for reason in QSystemTrayIcon.ActivationReason:
        panel.shown.activated.emit(reason)
    assert panel.said == ["pressed"]


def test_it_hides_and_comes_back(panel: Panel) -> None:
    panel.show()
    panel.tray.hide()
    assert not panel.shown.isVisible()
    panel.show()
    assert panel.shown.isVisible()


def test_closed_it_is_gone_for_good(panel: Panel) -> None:
    panel.show()
    panel.tray.close()
    panel.show()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert panel.tray.findChildren(QSystemTrayIcon) == []
