"""What is seen of a session: dial, figure, caption and line, and the dark over them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mattimer.session.moment import Moment
from mattimer.session.session import Status
from mattimer.ui.body.body_figure import BodyFigure
from mattimer.ui.body.body_shape import BodyShape
from mattimer.ui.session.auto_dim import Shade
from mattimer.ui.session.dial import Dial
from mattimer.ui.session.night_label import NightLabel
from mattimer.ui.session.screen_words import Subject, arrived, caption_of, face_of, lit_of
from mattimer.ui.session.session_layout import Places
from mattimer.ui.session.session_line import SessionLine
from mattimer.ui.session.veil import Veil
from mattimer.ui.theme.theme import Theme


class Sight:
    """Widgets of the page that nobody can press: every click goes to the page."""

    def __init__(self, theme: Theme, shape: BodyShape, areas: list[str], page: QWidget) -> None:
        self._theme = theme
        self.dial = Dial(theme, page)
        self.line = SessionLine(theme, page)
        self._figure = BodyFigure(theme, shape, areas, page.size())
        self._figure.setParent(page)
        self._caption = NightLabel(theme, "lead", wrap=True, parent=page)
        self._caption.setObjectName("session_caption")
        self._caption.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        for picture in (self._figure, self._caption):
            picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._veil = Veil(page)
        self._shade = Shade()
        self._lit_by: tuple[object, ...] = ()

    def darken(self, shade: Shade) -> None:
        """As dark as this from now on."""
        if shade == self._shade:
            return
        self._shade = shade
        for part in (self.dial, self._figure, self._caption, self.line):
            part.set_dim(shade.dim)
        self._veil.set_share(shade.veil)

    @property
    def black(self) -> bool:
        """Whether nothing is seen."""
        return self._shade.black

    def show(self, moment: Moment, subject: Subject, *, wide: bool) -> None:
        """Show a moment; where all is black, nothing is even looked at."""
        if self.black:
            return
        tokens = self._theme.tokens
        face = face_of(
            moment,
            subject,
            reduced_motion=tokens.reduced_motion,
            with_part=not wide,
            word_ms=tokens.motion("phase_word"),
        )
        self.dial.show_face(face)
        if wide and moment.status is not Status.PAUSED:
            self._light(moment, subject)
            self._caption.setText(caption_of(moment, subject))

    def _light(self, moment: Moment, subject: Subject) -> None:
        """Colours are mixed when they change, not thirty times a second."""
        lit_by = (subject, moment.stage, moment.scan_part, self._shade.dim)
        if lit_by != self._lit_by:
            self._lit_by = lit_by
            self._figure.show_lit(lit_of(moment, subject, self._theme.tokens, self._shade.dim))

    def moves(self, moment: Moment) -> bool:
        """Whether a word is on its way that needs more frames than the moment asks for."""
        return arrived(moment, self._theme.tokens.motion("phase_word")) < 1

    def show_parts(self, *, figure: bool, caption: bool) -> None:
        """What stands beside the dial."""
        self._figure.setVisible(figure)
        self._caption.setVisible(caption)

    def show_caption(self, *, shown: bool) -> None:
        """Controls take the caption's place for a while."""
        self._caption.setVisible(shown)

    def place(self, places: Places, *, over_line: bool) -> None:
        """Everything where the window's size wants it."""
        self.dial.set_radius(places.radius)
        self.dial.setGeometry(places.dial)
        if not places.figure.isNull():
            self._figure.set_size(places.figure.size())
            self._figure.setGeometry(places.figure)
            caption_px = self._theme.tokens.geometry("caption_px") * places.radius
            self._caption.set_window_px(caption_px)
            self._caption.setGeometry(places.caption)
        self.line.set_px(places.line_px)
        self.line.setGeometry(places.over_line if over_line else places.line)
        self._veil.setGeometry(places.whole)
