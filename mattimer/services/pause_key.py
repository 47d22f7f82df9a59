"""Global pause key: pauses the session from any window, once the settings ask for it."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from mattimer.desktop.shortcut_keys import ShortcutKeys
from mattimer.services.preferences import Preferences
from mattimer.services.session_runner import SessionRunner
from mattimer.session.commands import Toggle

Show = Callable[[bool, str], None]
SETTING = "pause_key"


class PauseKeyService(QObject):
    """Asks the desktop for a key only where the person wanted one, now or some day before."""

    def __init__(
        self,
        keys: ShortcutKeys,
        runner: SessionRunner,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._preferences = preferences
        self._show_to: Show = _show_nobody
        keys.pressed.connect(lambda: runner.do(Toggle()))
        keys.bound.connect(self._on_keys_bound)
        keys.refused.connect(self._show)
        keys.presence_changed.connect(self._show)
        preferences.changed.connect(self._on_preferences_changed)

    def start(self) -> None:
        """Have the key that was chosen some day before."""
        if self._preferences.settings.pause_key:
            self._keys.start()

    def serve(self, show: Show) -> None:
        """Tell a page from now on.

        Args:
            show: Takes whether the desktop can give a key, and a sentence: which one it is, or why
                there is none; empty where there is nothing to say.
        """
        self._show_to = show
        self._show()
        self._keys.look()

    def choose(self) -> None:
        """Ask the desktop for a key, anew where there is one; it counts once there is one."""
        self._keys.stop()
        self._keys.start()

    def _on_keys_bound(self) -> None:
        if not self._preferences.settings.pause_key:
            self._preferences.change(SETTING, value=True)
        self._show()

    def _on_preferences_changed(self, name: str) -> None:
        if name != SETTING:
            return
        if self._preferences.settings.pause_key:
            self._keys.start()
        else:
            self._keys.stop()
        self._show()

    def _show(self) -> None:
        trigger, sentence = self._keys.trigger, self._keys.trouble
        if self._preferences.settings.pause_key and trigger is not None:
            # Some desktops keep to themselves which key it is.
            key = trigger or self.tr("the key you chose")
            sentence = self.tr("Pauses and goes on with {0}.").format(key)
        self._show_to(self._keys.present, sentence)


def _show_nobody(_present: bool, _sentence: str) -> None:  # noqa: FBT001 - as a page takes it
    """Nobody looks yet."""
