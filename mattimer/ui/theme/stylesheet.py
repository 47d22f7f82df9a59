"""Style sheets made from the tokens, for what Qt paints by itself.

Each is set on one widget. A sheet on the application, or on a page, makes Qt polish every widget
below it through the sheet (17 ms of a start, measured) and takes the colours of their labels.
"""

from PySide6.QtGui import QColor

from mattimer.ui.theme.tokens import DesignTokens, mix

BAR, THUMB = 12, 4
"""Width of a scroll bar with what is free around it, and the radius of its thumb."""

POPUP_RADIUS, POPUP_PADDING = 12, 8
"""Of menus, lists, tool tips and questions."""


def scroll_style(tokens: DesignTokens) -> str:
    """Thin, quiet scroll bars."""
    thumb, over = tokens.color("control").name(), tokens.color("text3").name()
    parts = []
    for side, size, least in (("vertical", "width", "height"), ("horizontal", "height", "width")):
        bar = f"QScrollBar:{side}"
        parts.append(
            f"{bar} {{ background: transparent; border: none; {size}: {BAR}px; margin: 2px; }}"
            f"QScrollBar::handle:{side} {{ background: {thumb}; border-radius: {THUMB}px;"
            f" min-{least}: 32px; }}"
            f"QScrollBar::handle:{side}:hover {{ background: {over}; }}"
            f"QScrollBar::add-line:{side}, QScrollBar::sub-line:{side} {{ {least}: 0; }}"
            f"QScrollBar::add-page:{side}, QScrollBar::sub-page:{side} {{ background: none; }}"
        )
    return "".join(parts)


def field_style(tokens: DesignTokens, padding: tuple[int, int], ground: str) -> str:
    """A field for one line of text on a colour; without one it has no edge either."""
    text, prompt = tokens.color("text").name(), tokens.color("text2").name()
    line = f"1px solid {tokens.color('hair').name()}" if tokens.outlined and ground else "none"
    ground = tokens.color(ground).name() if ground else "transparent"
    left, right = padding
    return (
        f"QLineEdit {{ background: {ground}; color: {text}; border: {line};"
        f" border-radius: {tokens.radius('button')}px; padding: 0 {right}px 0 {left}px;"
        f" placeholder-text-color: {prompt}; }}"
    )


def table_style(tokens: DesignTokens, head_padding: str, more: str = "") -> str:
    """A table on a card, with quiet heads; ``more`` are further rules of the table's own."""
    surface, text, quiet = (tokens.color(name).name() for name in ("surface", "text", "text2"))
    hair, chosen, small = tokens.color("hair"), tokens.color("raised"), tokens.font("caption")
    return (
        f"QTableView {{ background: {surface}; color: {text}; border: none; outline: none;"
        f" selection-background-color: {chosen.name()}; selection-color: {text}; }}"
        f"QHeaderView {{ background: {surface}; border: none; }}"
        f"QHeaderView::section {{ background: {surface}; color: {quiet}; border: none;"
        f" border-bottom: 1px solid {hair.name()}; padding: {head_padding};"
        # A header with a style sheet takes its first font only.
        f' font-family: "{small.family()}"; font-size: {small.pixelSize()}px; }}'
        f"{more}{scroll_style(tokens)}"
    )


def menu_style(tokens: DesignTokens) -> str:
    """A menu: what is chosen is warm, what is ticked has an ember point before it."""
    quiet, hair = tokens.color("text3").name(), popup_edge(tokens).name()
    return (
        f"QMenu {{ {_popup(tokens)} padding: {POPUP_PADDING}px; }}"
        f"QMenu::item {{ {_popup_row(tokens)} }}"
        f"QMenu::item:selected {{ {_popup_chosen(tokens)} }}"
        f"QMenu::item:disabled {{ color: {quiet}; background: transparent; }}"
        f"QMenu::separator {{ background: {hair}; height: 1px; margin: {POPUP_PADDING}px; }}"
        f"{_popup_point(tokens, 'QMenu')}"
    )


def list_style(tokens: DesignTokens, name: str) -> str:
    """The list of a combo box, in a container called ``name``, looks like a menu."""
    return (
        f"#{name} {{ {_popup(tokens)} }}"
        f"QListView {{ background: transparent; border: none; outline: none;"
        f" color: {tokens.color('text').name()}; }}"
        f"QListView::item {{ {_popup_row(tokens)} }}"
        f"QListView::item:selected {{ {_popup_chosen(tokens)} }}"
        f"{_popup_point(tokens, 'QListView')}{scroll_style(tokens)}"
    )


def popup_edge(tokens: DesignTokens) -> QColor:
    """The hairline around a pop-up: in the dark a pop-up is too bright for that of a card."""
    if tokens.outlined:
        return tokens.color("hair")
    return mix(tokens.color("raised"), tokens.color("text"), 0.1)


def _popup(tokens: DesignTokens) -> str:
    ground, text = (tokens.color(name).name() for name in ("raised", "text"))
    return (
        f"background: {ground}; color: {text};"
        f" border: 1px solid {popup_edge(tokens).name()}; border-radius: {POPUP_RADIUS}px;"
    )


def _popup_row(tokens: DesignTokens) -> str:
    high, side = tokens.px(8), tokens.px(12)
    corner = POPUP_RADIUS - 4
    return (
        f"color: {tokens.color('text').name()}; background: transparent;"
        f" border-radius: {corner}px; padding: {high}px {side}px;"
    )


def _popup_chosen(tokens: DesignTokens) -> str:
    ground, text = tokens.color("accent_soft").name(), tokens.color("text").name()
    return f"background: {ground}; color: {text};"


def _popup_point(tokens: DesignTokens, owner: str) -> str:
    side = tokens.px(8)
    return (
        f"{owner}::indicator {{ width: {side}px; height: {side}px; border: none;"
        f" border-radius: {side // 2}px; margin: 0 {side}px; background: transparent; }}"
        f"{owner}::indicator:checked {{ background: {tokens.color('accent').name()}; }}"
    )


def progress_style(tokens: DesignTokens) -> str:
    """A thin bar that fills."""
    track, done = tokens.color("unlit").name(), tokens.color("accent").name()
    high = tokens.px(6)
    bar = f"border: none; border-radius: {high // 2}px; max-height: {high}px; min-height: {high}px;"
    return (
        f"QProgressBar {{ {bar} background: {track}; color: transparent; }}"
        f"QProgressBar::chunk {{ border-radius: {high // 2}px; background: {done}; }}"
    )


def calendar_style(tokens: DesignTokens) -> str:
    """Qt's calendar, on the ground that holds it; the names of its parts are Qt's."""
    text, chosen, on_chosen = (tokens.color(n).name() for n in ("text", "accent", "on_accent"))
    ground, over = (tokens.color(name).name() for name in ("raised", "accent_soft"))
    return (
        f"QWidget#qt_calendar_navigationbar {{ background: {ground}; }}"
        f"QToolButton {{ background: transparent; color: {text}; border: none; font-weight: 600;"
        f" border-radius: 8px; padding: 6px; margin: 0 0 4px 0; }}"
        f"QToolButton:hover {{ background: {over}; }}"
        "QToolButton::menu-indicator { image: none; }"
        f"QTableView {{ background: {ground}; alternate-background-color: {ground};"
        f" border: none; outline: none; color: {text};"
        f" selection-background-color: {chosen}; selection-color: {on_chosen}; }}"
    )
