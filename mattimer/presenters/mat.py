"""Presenter of the mat's form: what is known of the mat, and its reminders on Today."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QObject

from mattimer.content.topics import MatCare
from mattimer.presenters.today import TodayPresenter
from mattimer.services.app_state import AppState
from mattimer.ui.pages.guide.mat_form import MatField, MatForm
from mattimer.ui.pages.today.today import Action

WASHED, CHECKED, BOUGHT, RETURN_BY, WASH_EVERY = (
    "washed_on",
    "checked_on",
    "bought_on",
    "return_by",
    "wash_every",
)
DAYS = (WASHED, CHECKED, BOUGHT, RETURN_BY)
WARN_DAYS = 5


class MatPresenter(QObject):
    """Stores the form's values, and reminds when washing or a look is due."""

    def __init__(
        self,
        form: MatForm,
        care: MatCare,
        app_state: AppState,
        today: TodayPresenter,
    ) -> None:
        super().__init__(form)
        self._form = form
        self._care = care
        self._app_state = app_state
        self._today = today
        self._postponed: set[str] = set()
        form.field_changed.connect(self._on_form_field_changed)
        form.done_today.connect(self._on_form_done_today)
        app_state.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is kept, and remind where something is due."""
        self._form.show_values(self._values)
        due = self._due()
        if due is not None:
            key, text = due
            done = Action(f"done_{key}", self.tr("Done"))
            self._today.offer_notice(text, done, Action(f"later_{key}", self.tr("Later")))

    @property
    def _values(self) -> dict[str, str]:
        return dict(self._app_state.snapshot.mat)

    def _due(self) -> tuple[str, str] | None:
        values, snapshot = self._values, self._app_state.snapshot
        if not values:
            return None
        washed = parse_day(values.get(WASHED, "")) or date.min
        count = sum(past.minutes > 0 and past.day >= washed for past in snapshot.past)
        if count >= wash_every(values, self._care) and WASHED not in self._postponed:
            return WASHED, self._care.wash_notice
        return self._due_by_date(values, snapshot.today)

    def _due_by_date(self, values: Mapping[str, str], today: date) -> tuple[str, str] | None:
        checked = parse_day(values.get(CHECKED, "")) or parse_day(values.get(BOUGHT, ""))
        since = -1 if checked is None else (today - checked).days
        if since >= self._care.look_over_days and CHECKED not in self._postponed:
            return CHECKED, self._care.look_notice
        back = parse_day(values.get(RETURN_BY, ""))
        left = -1 if back is None else (back - today).days
        if 0 <= left <= WARN_DAYS and RETURN_BY not in self._postponed:
            return RETURN_BY, self._care.return_notice
        return None

    def set_wash_every(self, sessions: int) -> None:
        """Another number of sessions between two washes."""
        self._set_value(WASH_EVERY, str(sessions))

    def answer(self, key: str) -> None:
        """A button of the reminder was pressed."""
        kind, _, what = key.partition("_")
        if kind == "later" or what == RETURN_BY:
            self._postponed.add(what)
        else:
            self._set_value(what, self._app_state.snapshot.today.isoformat())
        self._today.clear_notice()

    def _on_form_done_today(self, what: str) -> None:
        self._set_value(f"{what}_on", self._app_state.snapshot.today.isoformat())

    def _on_form_field_changed(self, key: str, text: str) -> None:
        text = text.strip()
        if text == self._values.get(key, ""):
            return
        trouble = self._trouble(key, text)
        self._form.show_trouble(trouble)
        if not trouble:
            self._set_value(key, text)

    def _trouble(self, key: str, text: str) -> str:
        if key in DAYS and text and parse_day(text) is None:
            return self.tr("A date looks like 2026-11-22.")
        bounds = self._care.wash_bounds
        if key == WASH_EVERY and text:
            fits = text.isdecimal() and bounds.low <= int(text) <= bounds.high
            return "" if fits else self.tr("Sessions between washes: {0}.").format(bounds)
        return ""

    def _set_value(self, key: str, text: str) -> None:
        values = self._values | {key: text}
        if key == BOUGHT and not values.get(RETURN_BY) and (bought := parse_day(text)):
            back = bought + timedelta(days=self._care.return_days)
            values[RETURN_BY] = back.isoformat()
        self._app_state.set_mat({name: value for name, value in values.items() if value})


def wash_choice(values: Mapping[str, str], care: MatCare) -> tuple[int, int, int]:
    """Sessions between two washes, and the fewest and the most that can be chosen."""
    return wash_every(values, care), care.wash_bounds.low, care.wash_bounds.high


def wash_every(values: Mapping[str, str], care: MatCare) -> int:
    """Sessions between two washes: the person's number, else what is usual."""
    text, bounds = values.get(WASH_EVERY, ""), care.wash_bounds
    if text.isdecimal() and bounds.low <= int(text) <= bounds.high:
        return int(text)
    return care.wash_every


def mat_fields(tr: Callable[[str], str], care: MatCare) -> tuple[MatField, ...]:
    """The lines of the form."""
    return (
        MatField("name", tr("Name"), tr("The green one")),
        MatField("discs", tr("Discs"), "242"),
        MatField("spikes", tr("Spikes"), "6534"),
        MatField("core", tr("Core"), tr("Coconut fibre, foam …")),
        MatField("cover", tr("Cover"), tr("Zip-off, washable …")),
        MatField(BOUGHT, tr("Bought on"), "2026-11-22"),
        MatField(RETURN_BY, tr("Can go back until"), "2026-12-22"),
        MatField(WASHED, tr("Last washed"), "2026-11-22"),
        MatField(CHECKED, tr("Last looked over"), "2026-11-22"),
        MatField(WASH_EVERY, tr("Sessions between washes"), str(care.wash_every)),
    )


def parse_day(text: str) -> date | None:
    """A date as 2026-11-22; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
