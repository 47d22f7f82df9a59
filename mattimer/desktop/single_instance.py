"""The server that second starts and the command line call. Only this user is let in."""

import socket
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from mattimer.desktop.exit_status import WRONG_WORDS
from mattimer.desktop.ipc_socket import (
    LONGEST,
    Message,
    MessageError,
    decode,
    encode,
    is_ours,
    socket_name,
)

SLOWEST_MS = 2000
"""A caller that takes longer to say one line, or to hear the answer, is hung up on."""

MOST_CALLERS = 64
"""At one time; one more, and whoever has been there longest is hung up on."""


class Call(QObject):
    """One caller: says one line, gets one answer.

    Signals:
        arrived(call): The line came, and is a message.
        left(call): The caller is gone.
    """

    arrived = Signal(object)
    left = Signal(object)

    def __init__(self, connection: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        # Of its own accord the connection would stay until the server closes.
        connection.setParent(self)
        self._connection = connection
        self._said = b""
        self.message: Message = {}
        # However much is said, no more of it than that is taken in at a time.
        connection.setReadBufferSize(LONGEST + 1)
        connection.readyRead.connect(self._on_connection_ready)
        connection.disconnected.connect(self._on_connection_disconnected)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.hang_up)
        self._patience.start(SLOWEST_MS)

    def answer(self, message: Message) -> None:
        """Answer and hang up."""
        if self._connection.state() == QLocalSocket.LocalSocketState.ConnectedState:
            self._connection.write(encode(message))
            self._connection.disconnectFromServer()

    def hang_up(self) -> None:
        """Hear no more and answer nothing."""
        self._connection.abort()

    def _on_connection_ready(self) -> None:
        self._said += self._connection.readAll().data()
        if len(self._said) > LONGEST:
            self.hang_up()
        elif b"\n" in self._said:
            self._patience.start(SLOWEST_MS)
            self._connection.readyRead.disconnect(self._on_connection_ready)
            self._hear(self._said)

    def _on_connection_disconnected(self) -> None:
        self.left.emit(self)
        self.deleteLater()

    def _hear(self, line: bytes) -> None:
        try:
            self.message = decode(line)
        except MessageError as error:
            self.answer({"status": WRONG_WORDS, "error": str(error)})
        else:
            self.arrived.emit(self)


class SingleInstance(QObject):
    """The listening socket. The instance lock is held by whoever makes this.

    Signals:
        called(call): A message came; ``call.answer`` sends the answer.
    """

    called = Signal(object)

    def __init__(self, socket_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = socket_name(socket_file)
        self._calls: list[Call] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_server_new_connection)

    def start(self) -> bool:
        """Listen; whatever a crashed app or anybody else left in the socket's place makes way.

        Returns:
            Whether it listens. Without it the app runs, but the command line finds nobody.
        """
        _move_folder_aside(Path(self._name))
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Listen no more and take the socket away."""
        self._server.close()

    def _on_server_new_connection(self) -> None:
        while self._server.hasPendingConnections():
            connection = self._server.nextPendingConnection()
            if _is_ours(connection):
                self._meet(connection)
            else:
                connection.abort()
                connection.deleteLater()

    def _meet(self, connection: QLocalSocket) -> None:
        if len(self._calls) == MOST_CALLERS:
            self._calls[0].hang_up()
        call = Call(connection, self)
        self._calls.append(call)
        call.left.connect(self._calls.remove)
        call.arrived.connect(self.called)


def _is_ours(connection: QLocalSocket) -> bool:
    """Whether a caller may call; one that has left already may not."""
    try:
        borrowed = socket.socket(fileno=connection.socketDescriptor())
    except (OSError, ValueError, OverflowError):
        # A pipe of Windows is no socket; the system itself lets nobody else in there.
        return not hasattr(socket, "AF_UNIX")
    try:
        return is_ours(borrowed)
    except OSError:
        return False
    finally:
        borrowed.detach()


def _move_folder_aside(place: Path) -> None:
    """A folder in the socket's place stays in Qt's way, and somebody may want what is in it."""
    if not place.is_dir() or place.is_symlink():
        return
    for number in range(1, 100):
        aside = place.with_name(f"{place.name}.aside{number}")
        if not aside.exists():
            with suppress(OSError):
                place.rename(aside)
            return
