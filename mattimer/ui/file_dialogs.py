"""Asks which file; everything else goes on meanwhile."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_target(
    parent: QWidget, name: str, kinds: str, chosen: Callable[[Path], None]
) -> QFileDialog:
    """Ask where to save; nothing is called where the person chooses nothing.

    Args:
        parent: The window that asks.
        name: What the file is called unless the person calls it otherwise, with its ending.
        kinds: What may be chosen, as "JSON (*.json)".
        chosen: Takes the file; its name has the ending of ``name`` where it had none.
    """
    dialog = QFileDialog(parent, "", str(Path.home() / name), kinds)
    dialog.setObjectName("save_where")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.filterSelected.connect(
        lambda kind: dialog.setDefaultSuffix(kind.rpartition("*.")[2].rstrip(")"))
    )
    return _ask(dialog, chosen)


def ask_source(parent: QWidget, kinds: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask which file to read; as ``ask_target``."""
    dialog = QFileDialog(parent, "", str(Path.home()), kinds)
    dialog.setObjectName("read_what")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _ask(dialog, chosen)


def ask_folder(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for a folder; as ``ask_target``."""
    dialog = QFileDialog(parent, "", str(Path.home()))
    dialog.setObjectName("which_folder")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _ask(dialog, chosen)


def _ask(dialog: QFileDialog, chosen: Callable[[Path], None]) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda file: chosen(Path(file)))
    dialog.open()
    return dialog
