import re
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec import inspect

from mattimer.coach.coach_words import CoachWords, Phrase, ReasonKey
from mattimer.content.loader import COACH_FILES, ContentError, load, load_areas
from mattimer.content.topics import TOPIC_FILES, EvidenceText
from mattimer.session.reasons import StopReason
from tests.coach.factories import GUIDE
from tests.content.tables import structs_in

KINDS = {name: kind for kind, name in {**COACH_FILES, **TOPIC_FILES}.items()}


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GUIDE, tmp_path / "guide"))


def change(guide: Path, name: str, old: str, new: str) -> None:
    text = (guide / name).read_text(encoding="utf-8")
    assert old in text
    (guide / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def complaint(guide: Path, name: str) -> str:
    with pytest.raises(ContentError) as caught:
        load(guide, KINDS[name])
    return str(caught.value)


def test_every_file_has_a_type_and_every_type_a_file() -> None:
    assert {path.name for path in GUIDE.iterdir()} == set(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_the_shipped_file_loads(name: str) -> None:
    load(GUIDE, KINDS[name])


@pytest.mark.parametrize("name", KINDS)
def test_a_missing_file_is_named(guide: Path, name: str) -> None:
    (guide / name).unlink()
    assert complaint(guide, name) == f"{name}: the file cannot be read."


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("junk", [b"[[", b'text = "\xff"'], ids=["no toml", "no utf-8"])
def test_a_broken_file_is_named_and_takes_no_other_down(
    guide: Path, name: str, junk: bytes
) -> None:
    (guide / name).write_bytes(junk)
    assert complaint(guide, name).startswith(f"{name}: ")
    for other, kind in KINDS.items():
        if other != name:
            load(guide, kind)


@pytest.mark.parametrize("name", KINDS)
def test_a_misspelt_key_at_the_top_is_named(guide: Path, name: str) -> None:
    text = (guide / name).read_text(encoding="utf-8")
    (guide / name).write_text("colour = 1\n" + text, encoding="utf-8")
    assert complaint(guide, name) == f"{name}, colour: this key is not known."


OPTIONAL = {
    *("first", "intro", "do", "dont", "go_easier", "caution_note", "layers"),
    *("until", "lights", "outline", "spot", "now", "next", "again", "more", "link"),
    *("holds", "layer", "short_end", "bars", "names_areas", "adults_only", "not_today"),
    *("areas", "timed", "start", "end", "minutes", "shirt"),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_key_that_is_left_out_is_named(guide: Path, name: str) -> None:
    lines = (guide / name).read_text(encoding="utf-8").splitlines()
    tried = 0
    for at, line in enumerate(lines):
        match = re.match(r'([a-z-]+(?:_[a-z]+)*) = (".*"|\d+|\[.*\])$', line)
        if match and match[1] not in OPTIONAL:
            without = [*lines[:at], *lines[at + 1 :]]
            (guide / name).write_text("\n".join(without), encoding="utf-8")
            assert match[1] in complaint(guide, name)
            tried += 1
    assert tried


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("areas.toml", "cap = 15", "cap = 31", "cap: a whole number from 1 to 30 is needed"),
        ("areas.toml", "cap = 15", "cap = true", "cap: a whole number from 1 to 30 is needed"),
        ("areas.toml", "cap = 15", 'cap = "x"', "cap: a whole number from 1 to 30 is needed"),
        ("areas.toml", "[2, 5]", "[5, 2]", "beginner: the first number is above the second"),
        ("areas.toml", "[2, 5]", "[2]", "beginner: two numbers are needed, from and to"),
        ("areas.toml", "[2, 5]", "[0, 5]", "beginner: a whole number from 1 up is needed"),
        ("areas.toml", "[2, 5]", "[2, 5, 9]", "beginner: two numbers are needed, from and to"),
        ("areas.toml", "[2, 5]", "[2, 16]", "beginner: a whole number from 1 to 15 is needed"),
        ("areas.toml", '"shirt"', '"wool"', "layer: one of towel, shirt, bare is needed"),
        ("areas.toml", 'shirt = "Clothes"', 'wool = "W"', "layers, wool: this key is not known"),
        ("areas.toml", 'shirt = "Clothes"', "shirt = 1", "layers, shirt: a text is needed"),
        ("areas.toml", "[area.layers]", "layers = 1\n[x]", "layers: a table is needed"),
        ("areas.toml", 'do = ["', 'do = []\nx = ["', "do: a list of texts is needed"),
        ("areas.toml", "steps = [", "steps = [1,", "steps: every line has to be a text"),
        ("areas.toml", 'id = "feet"', 'id = "calves"', "area calves: this id is there twice"),
        ("session.toml", 'spot = "jaw"', 'spot = "ear"', "spot: one of face, hands, jaw"),
        ("session.toml", "until = 30", "until = 0", "until: a whole number from 1 to 1800"),
        ("session.toml", "[rise]", "[rise]\nfly = 'x'", "rise, fly: this key is not known"),
        ("session.toml", 'id = "bruising"', 'id = "boredom"', "id: one of dizziness, numbness"),
        ("screening.toml", "holds = true", "holds = 1", "holds: true or false is needed"),
        ("screening.toml", "holds = true", "", "holds: a tick has to do something"),
        ("screening.toml", 'reason = "left out: less feeling"\n', "", "reason: say why the areas"),
        ("screening.toml", 'reason = "left out:', 'reasn = "', "reasn: this key is not known"),
        ("screening.toml", 'id = "fever"', 'id = "confirmed"', "id: this word has another"),
        ("screening.toml", 'id = "fever"', 'id = "area:x"', "id: this word has another"),
        ("plan.toml", "[4, 7]", "[5, 7]", "band: day 4 is in no band, or in two"),
        ("plan.toml", "[4, 7]", "[3, 7]", "band: day 4 is in no band, or in two"),
        ("plan.toml", "[15, 20]", "[15, 21]", "minutes: a whole number from 1 to 20"),
        ("plan.toml", "[3, 7]", "[3, 8]", "per_week: a whole number from 1 to 7"),
        ("plan.toml", "[after]", "[after]\nx = 1", "after, x: this key is not known"),
        ("coach.toml", ', "Sunday"', "", "weekdays: seven are needed, Monday first"),
        ("coach.toml", "{when}.", "{day}.", "in braces goes {area}, {then}, {when}, not {day}"),
        ("coach.toml", "{when}.", "{when:>9}.", "in braces goes {area}, {then}, {when}, not"),
        ("coach.toml", "{when}.", "{when!r}.", "in braces goes {area}, {then}, {when}, not"),
        ("coach.toml", "{when}.", "{when.", "a brace is missing"),
        ("coach.toml", "on purpose", "{x}", "begin: in braces goes nothing, not {x}"),
        ("coach.toml", "[phrase]", "[phrase]\nx = 'y'", "phrase, x: this key is not known"),
        ("coach.toml", "{minutes} minutes", "{x} minutes", "later: in braces goes {minutes}"),
        ("coach.toml", "snooze = 15", "snooze = 181", "snooze: a whole number from 1 to 180"),
        ("recovery.toml", "minutes = 10\n", "", "step mat, minutes: say how long"),
        ("recovery.toml", "minutes = 5\n", "", "step stretch, minutes: say how long"),
        (
            "recovery.toml",
            "minutes = 10\n",
            "minutes = 10\ntimed = true\n",
            "timed: a session",
        ),
        ("mat.toml", "wash_every = 20", "wash_every = 4", "wash_every: a whole number from 5"),
        ("evidence.toml", "1965", "1066", "year: a whole number from 1900 to 2100 is needed"),
        ("feelings.toml", "end = 2\n", "", "end: start and end come together"),
        ("feelings.toml", "start = 2\n", "", "end: start and end come together"),
        ("feelings.toml", "end = 5\n", "end = 2\n", "end: it has to lie after start"),
    ],
)
def test_what_is_out_of_bounds_is_named(
    guide: Path, name: str, old: str, new: str, said: str
) -> None:
    change(guide, name, old, new)
    complained = complaint(guide, name)
    assert complained.startswith(name)
    assert said in complained


def references() -> Iterator[tuple[str, int, str]]:
    """Every place in the guide's other files where the id of an area stands, but as a row's own."""
    ids = "|".join(map(re.escape, load_areas(GUIDE)))
    for name in sorted(set(KINDS) - {"areas.toml"}):
        for match in re.finditer(rf'"({ids})"', (GUIDE / name).read_text(encoding="utf-8")):
            line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
            if not line.startswith("id ="):
                yield name, match.start(1), line.split(" ")[0]


REFERENCES = list(references())


@pytest.mark.parametrize(("name", "at", "key"), REFERENCES)
@pytest.mark.parametrize("known", [None, load_areas(GUIDE)], ids=["read", "given"])
def test_a_misspelt_area_is_named(
    guide: Path, name: str, at: int, key: str, known: Collection[str] | None
) -> None:
    text = (guide / name).read_text(encoding="utf-8")
    (guide / name).write_text(f"{text[:at]}x{text[at:]}", encoding="utf-8")
    area = text[at : text.index('"', at)]
    with pytest.raises(ContentError) as caught:
        load(guide, KINDS[name], known)
    said = str(caught.value)
    assert re.fullmatch(rf"{re.escape(name)}, \w+ [\w-]+, {key}: no area is called x{area}\.", said)


def test_every_kind_of_reference_is_tried() -> None:
    """A new field of the type AreaId is found; the shipped guide has to use it."""
    tables = {table for kind in KINDS.values() for table in structs_in(inspect.type_info(kind))}
    found = {
        one.encode_name
        for table in tables
        for one in msgspec.structs.fields(table)
        if "AreaId" in repr(one.type)
    }
    assert {key for _name, _at, key in REFERENCES} == found


def test_an_area_that_is_gone_takes_every_reference_along(guide: Path) -> None:
    change(guide, "areas.toml", 'id = "calves"', 'id = "shins"')
    for name, place in {
        "recovery.toml": "step mat, areas",
        "screening.toml": "question less-feeling, bars",
        "session.toml": "scan calves, lights",
    }.items():
        assert complaint(guide, name) == f"{name}, {place}: no area is called calves."


@pytest.mark.parametrize("reason", StopReason)
def test_a_reason_to_stop_that_is_left_out_is_named(guide: Path, reason: StopReason) -> None:
    text = (guide / "session.toml").read_text(encoding="utf-8")
    left, count = re.subn(rf'\[\[stop\]\]\nid = "{reason}"\n(.+\n)+', "", text)
    assert count == 1
    (guide / "session.toml").write_text(left, encoding="utf-8")
    assert complaint(guide, "session.toml") == (
        f"session.toml, stop {reason}: this reason is missing."
    )


def test_a_file_without_rows_says_so(guide: Path) -> None:
    (guide / "areas.toml").write_text("", encoding="utf-8")
    assert complaint(guide, "areas.toml") == "areas.toml, area: at least one is needed."


@pytest.mark.parametrize("rows", ["area = 1", "area = [1]"])
def test_rows_that_are_none_are_named(guide: Path, rows: str) -> None:
    (guide / "areas.toml").write_text(rows, encoding="utf-8")
    assert complaint(guide, "areas.toml") == "areas.toml, area: write [[area]] above each."


def test_every_sentence_of_the_coach_is_in_the_file() -> None:
    words = load(GUIDE, CoachWords)
    assert set(words.reasons) == set(ReasonKey)
    assert set(words.phrases) == set(Phrase)


def test_a_contributor_adds_an_area_and_a_card_without_touching_code(guide: Path) -> None:
    with (guide / "areas.toml").open("a", encoding="utf-8") as file:
        file.write(
            """
[[area]]
id = "palms"
name = "Palms"
place = "the palms"
beginner = [1, 3]
usual = [3, 5]
cap = 8
layer = "shirt"
caution = "low"
steps = ["Sit at a table, the mat on it."]
"""
        )
    with (guide / "evidence.toml").open("a", encoding="utf-8") as file:
        file.write(
            """
[[card]]
id = "palms"
claim = "Palms"
finding = "Nothing, so far."
size = "Nobody"
source = "Nobody"
year = 2026
sure = "Not at all."
"""
        )
    areas = load_areas(guide)
    assert list(areas)[-1] == "palms"
    assert str(areas["palms"].first) == "1–3"
    assert load(guide, EvidenceText).cards[-1].id == "palms"


@pytest.mark.parametrize("old", ["That was {length}.", "{time} to go."])
def test_a_spoken_line_without_its_place_is_named(guide: Path, old: str) -> None:
    change(guide, "session.toml", old, "In a while.")
    assert "spoken" in complaint(guide, "session.toml")


def test_a_step_of_rising_that_is_not_said_is_named(guide: Path) -> None:
    change(
        guide,
        "session.toml",
        'sit = "Sit up, and wait."\nstand = "Stand, holding',
        'stand = "Stand, holding',
    )
    assert "sit" in complaint(guide, "session.toml")
