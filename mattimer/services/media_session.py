"""Media session: the session on media keys, headset buttons and the desktop's widget."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from mattimer.coach.areas import Area
from mattimer.desktop.media_keys import MediaControls, NowPlaying
from mattimer.services.session_runner import SessionRunner
from mattimer.session.commands import Extend, Pause, Resume, Skip, Stop, Toggle
from mattimer.session.session import Session
from mattimer.session.timeline import Cue, CueKind
from mattimer.ui.wording import stage_name


class MediaSession(QObject):
    """Shows the stage as title and the area as artist, and passes on what is pressed."""

    def __init__(
        self,
        keys: MediaControls,
        runner: SessionRunner,
        areas: Mapping[str, Area],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._runner = runner
        self._areas = areas
        do = runner.do
        keys.toggle_wanted.connect(lambda: do(Toggle()))
        keys.pause_wanted.connect(lambda: do(Pause()))
        keys.resume_wanted.connect(lambda: do(Resume()))
        keys.stop_wanted.connect(lambda: do(Stop()))
        keys.skip_wanted.connect(lambda: do(Skip()))
        keys.extend_wanted.connect(lambda: do(Extend()))
        runner.cue_due.connect(self._on_cue_due)

    def on_session_changed(self, _new: Session | None, _old: Session | None) -> None:
        """The session became another value."""
        self._show()

    def _on_cue_due(self, cue: Cue) -> None:
        if cue.kind is CueKind.STAGE:
            self._show()

    def _show(self) -> None:
        session, moment = self._runner.active, self._runner.moment()
        if session is None or moment is None:
            self._keys.show(None)
            return
        self._keys.show(
            NowPlaying(
                title=stage_name(moment.stage),
                artist=self._areas[session.plan.area].name,
                length_us=session.planned,
                position_us=moment.elapsed,
                running=session.running,
                track=str(session.id),
            )
        )
