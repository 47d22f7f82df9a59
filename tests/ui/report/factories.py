"""A page for a clinician with ordinary, long and very many words."""

from dataclasses import replace

from mattimer.ui.report.report_layout import ChartMark, Sheet

LONG = "Oberschenkelrückseitenmuskulaturverspannungsempfinden"

SHEET = Sheet(
    title="Acupressure mat, at home",
    period="30 June 2026 to 21 September 2026, 12 weeks",
    name="Name",
    facts=(
        ("Sessions", "34 on 27 days"),
        ("Sessions a week", "2.8"),
        ("Time on the mat", "5 h 53 min, usually 10 min"),
        ("Between skin and spikes", "thin layer 22, bare skin 12"),
        ("Ended early", "4: numbness 3, not said 1"),
        ("Safety questions answered", "12 August 2026"),
    ),
    table_title="How tight, from 1 loose to 10 tight: medians before and after",
    head=("Area", "Sessions", "Minutes", "Usual length", "Rated", "Before", "After"),
    rows=(
        ("Upper back", "26", "270", "10 min", "22", "7", "5.5"),
        ("Feet", "8", "83", "10 min", "5", "too early to tell"),
        ("All areas", "34", "353", "10 min", "27", "7", "5"),
    ),
    chart_title="Week by week, medians of all areas",
    marks=(
        ChartMark("29 Jun", 7, 5),
        ChartMark("6 Jul", 6, 6),
        ChartMark("13 Jul"),
        ChartMark("20 Jul", 5.5, 7),
        *(ChartMark(f"{day} Aug", 8, 4) for day in range(1, 10)),
    ),
    noise=(5.0, 9.0),
    legend=("Before", "After", "About one person's noise"),
    notes_title="In their own words",
    notes=(("18 September 2026, Feet", "Too much after the long drive."),),
    more="Notes without room here: {0}.",
    honest="One person's ratings; a change under about four points is noise.",
    foot="Written on 21 September 2026 with Mat Timer by the person who lay on the mat.",
)

MANY = replace(
    SHEET,
    notes=tuple(
        (f"{number} September 2026, Neck & shoulders", f"Note {number}. {'Long. ' * 300}")
        for number in range(200)
    ),
)
"""Two hundred notes as long as they get."""


def _longer(text: str) -> str:
    return f"{LONG} {text} {LONG}"


LONGEST = replace(
    MANY,
    title=_longer(SHEET.title),
    period=_longer(SHEET.period),
    name=_longer(SHEET.name),
    facts=tuple((_longer(name), _longer(value)) for name, value in SHEET.facts),
    table_title=_longer(SHEET.table_title),
    head=tuple(_longer(word) for word in SHEET.head),
    rows=tuple(
        (_longer(f"Area {number}"), "26", "270", "10 min", "22", "too early to tell")
        for number in range(9)
    ),
    chart_title=_longer(SHEET.chart_title),
    legend=(LONG, LONG, _longer(SHEET.legend[2])),
    notes_title=_longer(SHEET.notes_title),
    honest=_longer(SHEET.honest),
    foot=_longer(SHEET.foot),
)
"""A language of very long words, nine areas and two hundred notes."""

BARE = replace(SHEET, chart_title="", marks=(), noise=None, notes=())
"""Nothing rated and nothing noted."""

ARABIC = replace(
    SHEET,
    mirrored=True,
    title="بساط الإبر في البيت",
    notes=(("21 سبتمبر", "نمت بعدها مباشرة."), ("20 سبتمبر", "Mixed: and English.")),
)
"""Read from right to left."""
