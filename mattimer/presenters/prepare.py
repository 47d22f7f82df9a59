"""Presenter of Prepare: the offer laid out before a person lies down."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from mattimer.coach.areas import Area
from mattimer.preferences.settings_values import Settings
from mattimer.presenters.today import TodayPresenter
from mattimer.services.session_start import SessionStarter
from mattimer.services.start_request import StartRequest
from mattimer.session.session_plan import Layer
from mattimer.ui.pages.prepare.prepare import LayerOption, Preparation, PreparePage
from mattimer.ui.window import Window
from mattimer.ui.wording import minutes_count, seconds_count


class PreparePresenter(QObject):
    """Shows Prepare, and begins the session that was prepared."""

    def __init__(
        self,
        page: PreparePage,
        window: Window,
        today: TodayPresenter,
        starter: SessionStarter,
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__(window)
        self._page = page
        self._window = window
        self._today = today
        self._starter = starter
        self._settings = settings
        self._area = today.area
        self._minutes = today.minutes
        page.back_wanted.connect(lambda: window.show_page("today"))
        page.lie_down_wanted.connect(self._on_page_lie_down_wanted)

    def prepare(self) -> None:
        """Show Prepare for what Today offers, or lie down at once where that is set."""
        if self._settings().skip_prepare:
            self.start_at_once()
            return
        area, minutes = self._today.area, self._today.minutes
        self._area, self._minutes = area, minutes
        seconds = self._settings().lead_in_s
        lead_in = self.tr("{0} to get comfortable.").format(seconds_count(seconds))
        self._page.show_preparation(
            Preparation(
                area=area.id,
                title=f"{area.name}, {minutes_count(minutes)}",
                steps=area.steps,
                layers=self._layer_options(area),
                layer=self._today.layer,
                lead_in=lead_in if seconds else self.tr("It begins at once."),
                rather_not=" ".join(area.dont),
                figures=self._figures(area),
            )
        )
        self._window.show_page("prepare")

    def _figures(self, area: Area) -> str:
        proposal = self._today.advice.proposal
        minutes = area.beginner if proposal is None else proposal.minutes
        text = self.tr("{0} min today, {1} at most. Caution {2}.")
        return text.format(minutes, area.cap, area.caution)

    def start_at_once(self) -> None:
        """Straight to the lead-in with what Today offers."""
        today = self._today
        self._starter.start(
            StartRequest(area=today.area.id, minutes=today.minutes, layer=today.layer)
        )

    def _on_page_lie_down_wanted(self) -> None:
        self._starter.start(
            StartRequest(
                area=self._area.id,
                minutes=self._minutes,
                layer=self._page.layer,
                tightness_before=self._page.tightness,
            )
        )

    def _layer_options(self, area: Area) -> tuple[LayerOption, ...]:
        notes = {
            Layer.TOWEL: self.tr("mildest"),
            Layer.SHIRT: self.tr("in between"),
            Layer.BARE: self.tr("strongest"),
        }
        last = self._today.last_layer(area)
        if last is None:
            notes[area.layer] = self.tr("to begin with")
        else:
            notes[last] = self.tr("like last time")
        order = list(Layer)
        barest = order.index(self._today.advice.barest)
        for layer in order[barest + 1 :]:
            notes[layer] = self.tr("a layer, always")
        return tuple(
            LayerOption(layer, area.layers[layer], notes[layer], order.index(layer) <= barest)
            for layer in order
        )
