"""What wakepy needs of the message bus, in this app's name. Import it where wakepy is wanted."""

from wakepy.core import DBusMethodCall
from wakepy.dbus_adapters.jeepney import JeepneyDBusAdapter

from mattimer import APP_ID

NAME = "Mat Timer"
WHY = "A session on the mat"
"""What a desktop lists as the reason why it stays awake."""

WORDS = {
    "application_name": NAME,
    "app_id": APP_ID,
    "reason_for_inhibit": WHY,
    "reason": WHY,
}


class Inhibitors(JeepneyDBusAdapter):
    """One connection for one promise: desktops take the promise back when it ends.

    That is why a crash frees the computer, and why the connection stays open as long as the
    promise. Where wakepy would leave it open, after a refusal, it is closed here.
    """

    def process(self, call: DBusMethodCall) -> object:
        """Make one call, in this app's name instead of wakepy's."""
        try:
            return super().process(_in_our_name(call))
        except Exception:
            self.close_connections()
            raise

    def close_connections(self) -> None:
        """Close them, without the full garbage collection that wakepy holds up the app for."""
        while self._connections:
            _bus, connection = self._connections.popitem()
            self.close_connection(connection)


def _in_our_name(call: DBusMethodCall) -> DBusMethodCall:
    given = call.get_kwargs() or {}
    if not WORDS.keys() & given.keys():
        return call
    return DBusMethodCall(call.method, {key: WORDS.get(key, given[key]) for key in given})
