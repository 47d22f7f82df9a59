"""The errors of a message bus."""

from mattimer.desktop.adapter_task import DesktopError


class BusError(DesktopError):
    """The message bus or a service on it does not do what was asked; one sentence."""


class BusRefusalError(BusError):
    """A service answered with an error.

    Attributes:
        name: The error's name on the bus.
        text: What the service says of it; empty where it says nothing.
    """

    def __init__(self, sentence: str, name: str, text: str) -> None:
        super().__init__(sentence)
        self.name = name
        self.text = text
