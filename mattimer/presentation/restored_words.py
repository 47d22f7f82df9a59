"""Restoring in words: what became of a damaged file, or of a chosen backup."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from mattimer.storage.backup.restore import Restored


def recovered_sentence(restored: "Restored") -> str:
    """For whoever finds a damaged file recovered at the start."""
    said = [_tr("The file with your sessions was damaged.")]
    if restored.backup is not None and restored.saved:
        said.append(_tr("The newest backup is in its place, and what could still be read."))
    elif restored.backup is not None:
        said.append(_tr("The newest backup is in its place."))
    else:
        said.append(_tr("What could still be read is in a new one."))
    if restored.set_aside is not None:
        said.append(_tr("The damaged one is kept as {0}.").format(restored.set_aside.name))
    return " ".join(said)


def restored_sentence(restored: "Restored") -> str:
    """For whoever chose a backup."""
    if restored.set_aside is None:
        return _tr("The backup is in place.")
    text = _tr("The backup is in place. What was there before is kept as {0}.")
    return text.format(restored.set_aside.name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Restored", text)
