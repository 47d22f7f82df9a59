"""What the tests of screening, plan and guide share: answers, days that were, other content."""

import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome, SessionRecord
from mattimer.session.session_plan import classic_stages
from mattimer.ui.body.area_label import AreaLabel
from tests.presenters.app_under_test import AppUnderTest
from tests.storage.factories import numbered
from tests.ui.factories import RESOURCES, areas
from tests.ui.pages.find_widgets import find

A_DAY_S = 86_400
LENGTHS = (3, 3, 4, 6, 7, 8, 9, 11, 12, 13, 16, 17, 18, 19)
"""One session for each day of the plan, each within its range."""


def tick(app: AppUnderTest, *answers: str) -> None:
    """Tick answers on the page of safety questions."""
    for answer in answers:
        app.press(f"answer_{answer}")


def answer(app: AppUnderTest, *answers: str, asked: bool = False, skin: Iterable[str] = ()) -> None:
    """Go through the safety questions to Today."""
    tick(app, *answers)
    for area in skin:
        app.press(f"healing_{area}")
    app.press("screening_asked" if asked else "screening_main")
    app.settle()
    assert app.page() == "today"


def kept_answers(app: AppUnderTest) -> tuple[str, ...]:
    """The newest answers in the file."""
    screening = app.store.last_screening().result()
    assert screening is not None
    return screening.answers


def barred(app: AppUnderTest) -> dict[str, str]:
    """The areas that cannot be chosen on Today, and what stands under each."""
    labels = {area: find(app.window, AreaLabel, f"area_{area}") for area in areas()}
    return {area: label.barred for area, label in labels.items() if label.barred}


def offer(app: AppUnderTest) -> tuple[str, str, str]:
    """Today's sentence and lead, and what Start says; empty where there is no Start."""
    start = app.find("start")
    words = start.accessibleName() if start.isVisible() else ""
    return app.text("today_sentence").replace("\n", " "), app.text("today_lead"), words


def ended(
    app: AppUnderTest,
    number: int,
    minutes: float,
    *,
    days_ago: float = 0,
    area: str = "upper-back",
    reason: StopReason | None = None,
) -> SessionRecord:
    """A session of so many minutes, finished, or stopped where there is a reason."""
    stages = classic_stages(round(minutes * MINUTE))
    record = numbered(
        number,
        area=area,
        planned_us=stages.total,
        settle_us=stages.settle,
        still_us=stages.still,
        rise_us=stages.rise,
        mat_us=stages.total,
        outcome=Outcome.FINISHED if reason is None else Outcome.STOPPED,
        stop_reason=reason,
        tightness_before=None,
        tightness_after=None,
    )
    started = app.clock.utc - round(days_ago * A_DAY_S * SECOND)
    return replace(record, started_us=started, utc_offset_s=app.clock.utc_offset_s)


def stop_for(app: AppUnderTest, reason: StopReason, *, area: str = "upper-back") -> None:
    """A session stopped just now, and taken in."""
    app.clock.advance(60)
    app.remember(ended(app, 900 + app.clock.utc % 97, 2, area=area, reason=reason))
    app.read_again()


def sleep_over(app: AppUnderTest, days: int = 1) -> None:
    """The same time on a later day, and the app looks."""
    app.clock.advance(days * A_DAY_S)
    app.read_again()


def do_plan_days(app: AppUnderTest, count: int) -> None:
    """So many days of the plan done, one a day; today is the day after the last."""
    for number, minutes in enumerate(LENGTHS[:count], 1):
        app.remember(ended(app, number, minutes))
        app.clock.advance(A_DAY_S)
    app.read_again()


def spoken_words(inside: QWidget) -> str:
    """Every text a person can see or hear inside a widget."""
    widgets = [inside, *inside.findChildren(QWidget)]
    said: list[str] = []
    for widget in widgets:
        said += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        text = getattr(widget, "text", None)
        said.append(str(text()) if callable(text) else "")
    return " ".join(filter(None, said))


def change_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str | None]
) -> None:
    """Let the app find another guide: each file named has this text, or is gone (None)."""
    changed = tmp_path / "resources"
    changed.mkdir()
    for part in RESOURCES.iterdir():
        if part.name != "guide":
            (changed / part.name).symlink_to(part)
    guide = Path(shutil.copytree(RESOURCES / "guide", changed / "guide"))
    for name, text in files.items():
        if text is None:
            (guide / name).unlink()
        else:
            (guide / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr("mattimer.app.paths._resources", lambda: changed)


def focus() -> str:
    """The name of what has the focus."""
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.objectName()


# What holds for the controls of every page -----------------------------------------------------


def controls(inside: QWidget) -> list[QAbstractButton | QLineEdit | QComboBox]:
    """What a person can press or fill in; a field's own button belongs to the field."""
    return [
        widget
        for widget in inside.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox)
        and not isinstance(widget.parentWidget(), QLineEdit | QComboBox)
    ]


def faults(page: QWidget) -> list[str]:
    """Controls without a name of their own, without words, out of Tab's reach, and cut words."""
    for _ in range(3):  # words that wrap settle their heights one after the other
        QApplication.processEvents()
    everything, seen = controls(page), [one for one in controls(page) if one.isVisible()]
    names = [one.objectName() for one in everything]
    reached = _walked(page)
    groups = {one.group() for one in reached if isinstance(one, QAbstractButton)}
    found = [f"twice: {name}" for name in sorted(set(names)) if names.count(name) > 1]
    for one in seen:
        if not one.accessibleName():
            found.append(f"mute: {one.objectName()}")
        grouped = isinstance(one, QRadioButton) and one.group() in groups - {None}
        if one.isEnabled() and one not in reached and not grouped:
            found.append(f"unreached: {one.objectName()}")
        if isinstance(one, QAbstractButton) and one.width() < one.minimumSizeHint().width():
            found.append(f"cut: {one.objectName()}")
    return found + [f"cut: {label.text()}" for label in page.findChildren(QLabel) if is_cut(label)]


def is_cut(label: QLabel) -> bool:
    """Whether words that are shown have less room than they need."""
    if not label.isVisible() or not label.text():
        return False
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.fontMetrics().horizontalAdvance(label.text())


def _walked(page: QWidget) -> set[QWidget]:
    """What Tab leads to."""
    page.activateWindow()
    walked: set[QWidget] = set()
    focused = QApplication.focusWidget() or page
    while focused not in walked:
        walked.add(focused)
        focused.focusNextPrevChild(True)  # noqa: FBT003 - Qt's
        focused = QApplication.focusWidget() or page
    return walked
