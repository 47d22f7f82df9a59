"""A session as a media player: the two interfaces of MPRIS 2.2 that every player has.

Importing this costs several frames: ``shared_bus.load`` does it on a thread.
"""

from collections.abc import Callable
from typing import Any

from dbus_fast import PropertyAccess, Variant
from dbus_fast.annotations import DBusDict, DBusInt64, DBusObjectPath, DBusStr
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from mattimer import APP_ID
from mattimer.desktop.media_keys import MediaKeySignals, NowPlaying, Shown

TRACKS = f"/{APP_ID.replace('.', '/')}/session/"
JUMP_US = 1_500_000
"""A position further than this from where it was bound to be has jumped."""

READ = PropertyAccess.READ
EMITS_CHANGED = "org.freedesktop.DBus.Property.EmitsChangedSignal"


def _always(name: str, signature: str, value: object, *, settable: bool = False) -> Any:  # noqa: ANN401
    """A property that has one value; a new one set by a client is taken and forgotten.

    The library looks both functions up in the class by their own names.
    """

    def get(_interface: ServiceInterface) -> Any:  # noqa: ANN401
        return value

    def forget(_interface: ServiceInterface, _value: object) -> None:
        pass

    get.__name__ = forget.__name__ = name
    get.__annotations__["return"] = signature
    if not settable:
        return dbus_property(READ)(get)
    return dbus_property()(get).setter(forget)


class MprisApplication(ServiceInterface):
    """``org.mpris.MediaPlayer2``: who plays."""

    CanQuit = _always("CanQuit", "b", value=False)
    CanRaise = _always("CanRaise", "b", value=True)
    HasTrackList = _always("HasTrackList", "b", value=False)
    Identity = _always("Identity", "s", "Mat Timer")
    DesktopEntry = _always("DesktopEntry", "s", APP_ID)
    SupportedUriSchemes = _always("SupportedUriSchemes", "as", [])
    SupportedMimeTypes = _always("SupportedMimeTypes", "as", [])

    def __init__(self, keys: MediaKeySignals) -> None:
        """``keys`` tell what a client asks for."""
        super().__init__("org.mpris.MediaPlayer2")
        self._keys = keys

    @dbus_method(name="Raise")
    def come_forward(self) -> None:
        """Show the window."""
        self._keys.raise_wanted.emit()

    @dbus_method(name="Quit")
    def quit(self) -> None:
        """Nothing; ``CanQuit`` said so."""


class MprisPlayer(ServiceInterface):
    """``org.mpris.MediaPlayer2.Player``: what plays, and the keys."""

    CanGoNext = _always("CanGoNext", "b", value=True)
    CanGoPrevious = _always("CanGoPrevious", "b", value=False)
    CanPlay = _always("CanPlay", "b", value=True)
    CanPause = _always("CanPause", "b", value=True)
    CanSeek = _always("CanSeek", "b", value=True)
    CanControl = _always("CanControl", "b", value=True)
    MinimumRate = _always("MinimumRate", "d", 1.0)
    MaximumRate = _always("MaximumRate", "d", 1.0)
    Rate = _always("Rate", "d", 1.0, settable=True)
    Volume = _always("Volume", "d", 1.0, settable=True)

    def __init__(
        self, first: Shown, keys: MediaKeySignals, *, art: str, position: Callable[[], int]
    ) -> None:
        """``keys`` tell what a client asks for.

        ``position`` is mat time so far in microseconds, asked for at any time.
        """
        super().__init__("org.mpris.MediaPlayer2.Player")
        self._shown = first
        self._keys = keys
        self._art = art
        self._position = position

    def show(self, new: Shown) -> None:
        """Tell clients what became different, and where a position is that jumped."""
        before, self._shown = self._shown, new
        old, facts = self._facts(before.now), self._facts(new.now)
        changed = {name: fact for name, fact in facts.items() if fact != old[name]}
        if changed:
            self.emit_properties_changed(changed)
        if abs(new.now.position_us - before.position_at(new.at)) > JUMP_US:
            self.seeked(new.now.position_us)

    def _facts(self, now: NowPlaying) -> dict[str, Any]:
        return {
            "PlaybackStatus": "Playing" if now.running else "Paused",
            "Metadata": {
                "mpris:trackid": Variant("o", TRACKS + now.track.replace("-", "_")),
                "mpris:length": Variant("x", now.length_us),
                "mpris:artUrl": Variant("s", self._art),
                "xesam:title": Variant("s", now.title),
                "xesam:artist": Variant("as", [now.artist]),
            },
        }

    @dbus_property(READ, name="PlaybackStatus")
    def playback_status(self) -> DBusStr:
        """Whether the session goes on or is held; an ended one is not on the bus."""
        return str(self._facts(self._shown.now)["PlaybackStatus"])

    @dbus_property(READ, name="Metadata")
    def metadata(self) -> DBusDict:
        """The session as a track."""
        return dict(self._facts(self._shown.now)["Metadata"])

    @dbus_property(READ, name="Position")
    def position(self) -> DBusInt64:
        """Mat time so far, at this very moment."""
        return self._position()

    # It changes all the time: clients are to ask, and may not keep what they got.
    position.introspection.annotations[EMITS_CHANGED] = "false"

    @dbus_signal(name="Seeked")
    def seeked(self, position: int) -> DBusInt64:
        """The position is not where time alone would have brought it."""
        return position

    @dbus_method(name="PlayPause")
    def play_pause(self) -> None:
        """Hold what runs, go on with what is held."""
        self._keys.toggle_wanted.emit()

    @dbus_method(name="Play")
    def play(self) -> None:
        """Go on."""
        self._keys.resume_wanted.emit()

    @dbus_method(name="Pause")
    def pause(self) -> None:
        """Hold."""
        self._keys.pause_wanted.emit()

    @dbus_method(name="Stop")
    def stop(self) -> None:
        """Finish here."""
        self._keys.stop_wanted.emit()

    @dbus_method(name="Next")
    def skip(self) -> None:
        """Go on to the next stage."""
        self._keys.skip_wanted.emit()

    @dbus_method(name="Previous")
    def previous(self) -> None:
        """Nothing: no stage is lain through twice."""

    @dbus_method(name="Seek")
    def seek(self, offset: DBusInt64) -> None:
        """Forwards, however far, is a wish for a minute more; backwards is nothing."""
        if offset > 0:
            self._keys.extend_wanted.emit()

    @dbus_method(name="SetPosition")
    def set_position(self, track: DBusObjectPath, position: DBusInt64) -> None:
        """Nothing: there is one way through a session."""

    @dbus_method(name="OpenUri")
    def open_uri(self, uri: DBusStr) -> None:
        """Nothing: there is nothing to open."""
