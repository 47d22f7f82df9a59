"""Style sheets made from the tokens, for what Qt paints by itself.

Each is set on one widget. A sheet on the application, or on a page, makes Qt polish every widget
below it through the sheet (17 ms of a start, measured) and takes the colours of their labels.
"""

from mattimer.ui.theme.tokens import DesignTokens

BAR, THUMB = 12, 4
"""Width of a scroll bar with what is free around it, and the radius of its thumb."""


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


def field_style(tokens: DesignTokens, padding: tuple[int, int], *, bare: bool = False) -> str:
    """A field for one line of text; ``bare`` ones stand on a card and have no ground."""
    text, prompt = tokens.color("text").name(), tokens.color("text2").name()
    line = f"1px solid {tokens.color('hair').name()}" if tokens.outlined and not bare else "none"
    ground = "transparent" if bare else tokens.color("surface").name()
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
