from datetime import date
from pathlib import Path

import pytest
from changelog import UNRELEASED, ChangelogError, Release, releases

ROOT = Path(__file__).parents[2]

TEXT = """\
# Changelog

Words about the file.

## Unreleased

- Not out yet.

## 0.2.0 – 2027-01-31

Two sentences. They may
go on in a second line.

- One entry, which
  goes on.
- Another.

## 0.1.0rc1 – 2026-11-25
"""


def test_every_section_is_read_from_top_to_bottom() -> None:
    assert releases(TEXT) == (
        Release(UNRELEASED, None, "", ("Not out yet.",)),
        Release(
            "0.2.0",
            date(2027, 1, 31),
            "Two sentences. They may go on in a second line.",
            ("One entry, which goes on.", "Another."),
        ),
        Release("0.1.0rc1", date(2026, 11, 25), "", ()),
    )


def test_a_file_without_sections_has_no_releases() -> None:
    assert releases("# Changelog\n\nNothing yet.\n") == ()


@pytest.mark.parametrize(
    "heading",
    [
        "0.2.0",
        "0.2.0 - 2026-11-25",  # a hyphen
        "0.2.0 – 25 November 2026",
        "0.2.0 – 2026-02-30",
        "v0.2.0 – 2026-11-25",
        "Unreleased changes",
        "",
    ],
)
def test_a_heading_that_is_none_is_named_with_its_line(heading: str) -> None:
    with pytest.raises(ChangelogError) as caught:
        releases(f"# Changelog\n\n## {heading}\n\n- An entry.\n")
    said = str(caught.value)
    assert said.startswith("CHANGELOG.md, line 3: ")
    assert said.endswith(f"not {heading}.")
    assert "\n" not in said


@pytest.mark.parametrize("line", ["### Added", "* An entry.", "Words after the list."])
def test_a_line_that_would_be_lost_is_named(line: str) -> None:
    with pytest.raises(ChangelogError, match=r"^CHANGELOG\.md, line 4: "):
        releases(f"## Unreleased\n\n- An entry.\n{line}\n")


def test_the_changelog_of_this_project_can_be_read() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = releases(text)
    assert [one.version for one in found] == [
        line[3:].split(" ")[0] for line in text.splitlines() if line.startswith("## ")
    ]
    assert sum(len(one.entries) for one in found) == text.count("\n- ")
    dates = [one.date for one in found if one.date is not None]
    assert dates == sorted(dates, reverse=True)
