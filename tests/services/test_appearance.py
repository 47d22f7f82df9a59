"""What settings, desktop and Qt together mean for the look."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication

from mattimer.desktop.desktop_appearance import DesktopAppearance
from mattimer.preferences.settings_values import Settings
from mattimer.services.appearance import QtHints, ThemeValues, qt_hints, theme_values
from tests.presenters.app_under_test import AppUnderTest


def look(
    settings: Settings | None = None,
    *,
    hints: QtHints | None = None,
    **wishes: Any,  # noqa: ANN401
) -> ThemeValues:
    return theme_values(settings or Settings(), DesktopAppearance(**wishes), hints or QtHints())


def test_a_system_that_says_nothing_gets_the_dark_one_as_designed() -> None:
    assert look() == ThemeValues(dark=True, reduced_motion=False, text_scale=1.0, contrast=False)


@pytest.mark.parametrize(
    ("appearance", "wish", "qt", "dark"),
    [
        ("dark", False, False, True),
        ("light", True, True, False),
        ("system", None, False, False),
        ("system", None, True, True),
        ("system", True, False, True),
        ("system", False, True, False),
    ],
)
def test_a_setting_decides_then_the_desktop_then_qt(
    appearance: str,
    wish: bool | None,  # noqa: FBT001
    qt: bool,  # noqa: FBT001
    dark: bool,  # noqa: FBT001
) -> None:
    settings = Settings().changed("appearance", appearance)
    assert look(settings, hints=QtHints(dark=qt), dark=wish).dark is dark


@pytest.mark.parametrize(
    ("motion", "wish", "less"),
    [
        ("system", None, False),
        ("system", True, True),
        ("system", False, False),
        ("full", True, False),
        ("reduced", False, True),
    ],
)
def test_motion_is_reduced_where_it_is_set_or_the_desktop_wants_it(
    motion: str,
    wish: bool | None,  # noqa: FBT001
    less: bool,  # noqa: FBT001
) -> None:
    settings = Settings().changed("motion", motion)
    assert look(settings, less_motion=wish).reduced_motion is less


@pytest.mark.parametrize(
    ("percent", "wish", "hints", "scale"),
    [
        (0, None, QtHints(), 1.0),
        (0, 1.25, QtHints(), 1.25),
        (0, 3.0, QtHints(), 2.0),
        (0, 0.8, QtHints(), 1.0),
        (150, 1.25, QtHints(), 1.5),
        (100, 1.5, QtHints(text_scale=1.5), 1.0),
        # Under X11 Qt has the desktop's size in its own scale, or leaves it all to programs.
        (0, 1.5, QtHints(enlarges=True), 1.0),
        (0, 1.5, QtHints(enlarges=True, text_scale=1.5), 1.5),
    ],
)
def test_the_desktops_text_size_counts_once(
    percent: int, wish: float | None, hints: QtHints, scale: float
) -> None:
    assert look(Settings(text_size=percent), hints=hints, text_scale=wish).text_scale == scale


@pytest.mark.parametrize(
    ("wish", "qt", "contrast"),
    [(None, False, False), (True, False, True), (False, True, True), (False, False, False)],
)
def test_one_wish_for_contrast_is_enough(
    wish: bool | None,  # noqa: FBT001
    qt: bool,  # noqa: FBT001
    contrast: bool,  # noqa: FBT001
) -> None:
    assert look(hints=QtHints(contrast=qt), contrast=wish).contrast is contrast


def test_qt_is_asked(qapp: object) -> None:  # noqa: ARG001 - hints need it
    hints = qt_hints()
    assert hints.text_scale == 1.0
    assert not hints.enlarges
    assert not hints.contrast


def test_the_desktop_changing_its_mind_is_followed(app: AppUnderTest) -> None:
    theme = app.opening.context.theme.tokens
    assert theme.text_scale == 1.0
    wishes = DesktopAppearance(dark=False, contrast=True, less_motion=True, text_scale=1.5)
    app.root.preferences.on_desktop_appearance_changed(wishes)
    theme = app.opening.context.theme.tokens
    assert (theme.dark, theme.contrast, theme.reduced_motion) == (False, True, True)
    assert theme.text_scale == 1.5
    app.set("motion", "full")
    app.set("text_size", 100)
    theme = app.opening.context.theme.tokens
    assert not theme.reduced_motion
    assert theme.text_scale == 1.0


def test_the_system_changing_its_font_is_followed(
    app: AppUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setFamily("DejaVu Serif")
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda _kind: font)
    app.window.system_changed.emit()
    assert app.opening.context.theme.tokens.font("body").family() == "DejaVu Serif"
    label = app.find("today_title")
    assert label.font().family() == "DejaVu Serif"


def test_a_hint_for_contrast_is_heard_at_once(app: AppUnderTest) -> None:
    theme = app.opening.context.theme.tokens
    hints = QGuiApplication.styleHints()
    app.opening.context.theme.change(contrast=True)
    hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    assert app.opening.context.theme.tokens == theme
