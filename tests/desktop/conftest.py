"""What tests of adapters on a message bus have at hand."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.desktop.desk import Desk, desk_with


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    """A loop; what was begun on it has to be over at the end."""
    with desk_with(qapp) as made:
        yield made
