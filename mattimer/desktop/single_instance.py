"""Listens for second starts and for the command line. Only this user is let in."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from mattimer.desktop.messages import LONGEST, Message, MessageError, decode, encode
from mattimer.desktop.socket_name import socket_name

SLOWEST_MS = 2000
"""A caller that takes longer to say one line is hung up on."""


class Call(QObject):
    """One caller: says one line, gets one answer."""

    arrived = Signal(object)

    def __init__(self, connection: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        # Of its own accord the connection would stay until the server closes.
        connection.setParent(self)
        self._connection = connection
        self._said = b""
        self.message: Message = {}
        connection.readyRead.connect(self._on_connection_ready)
        connection.disconnected.connect(self.deleteLater)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._hang_up)
        self._patience.start(SLOWEST_MS)

    def answer(self, message: Message) -> None:
        """Answer and hang up."""
        if self._connection.state() == QLocalSocket.LocalSocketState.ConnectedState:
            self._connection.write(encode(message))
            self._connection.disconnectFromServer()

    def _on_connection_ready(self) -> None:
        self._said += self._connection.readAll().data()
        if len(self._said) > LONGEST:
            self._hang_up()
        elif b"\n" in self._said:
            self._patience.stop()
            self._connection.readyRead.disconnect(self._on_connection_ready)
            self._hear(self._said)

    def _hang_up(self) -> None:
        self._connection.abort()

    def _hear(self, line: bytes) -> None:
        try:
            self.message = decode(line)
        except MessageError as error:
            self.answer({"status": 2, "error": str(error)})
        else:
            self.arrived.emit(self)


class SingleInstance(QObject):
    """The listening end. The instance lock is held by whoever makes this.

    Signals:
        called(call): A message came; ``call.answer`` sends the answer.
    """

    called = Signal(object)

    def __init__(self, socket_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = socket_name(socket_file)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_server_new_connection)

    def start(self) -> bool:
        """Listen; a socket that a crashed app left behind is in nobody's way.

        Returns:
            Whether it listens. Without it the app runs, but the command line finds nobody.
        """
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Listen no more and take the socket away."""
        self._server.close()

    def _on_server_new_connection(self) -> None:
        while self._server.hasPendingConnections():
            call = Call(self._server.nextPendingConnection(), self)
            call.arrived.connect(self.called)
