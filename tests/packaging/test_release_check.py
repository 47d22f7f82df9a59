import hashlib
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import agreement
import pytest
import release_check
from agreement import Facts, disagreements
from changelog import UNRELEASED, Release
from project import ROOT

NEW = Release("1.2.0", date(2026, 11, 20), "", ("A dark room.",))
OLD = Release("1.1.0", date(2026, 10, 1), "", ("A bell.",))
EMPTY = Release(UNRELEASED, None, "", ())
WAITING = Release(UNRELEASED, None, "", ("A cushion.", "A lamp."))
READY = Facts(
    version="1.2.0",
    today=date(2026, 11, 25),
    changelog=(NEW, OLD),
    metainfo=(("1.2.0", "2026-11-20"), ("1.1.0", "2026-10-01")),
    manual='.TH MATTIMER 1 2026-11-20 "Mat Timer 1.2.0" "User Commands"',
    tags=frozenset({"v1.1.0"}),
    tags_here=frozenset(),
    uncommitted=(),
)


@pytest.mark.parametrize(
    "facts",
    [
        READY,
        replace(READY, tags=frozenset({"v1.1.0", "v1.2.0"}), tags_here=frozenset({"v1.2.0"})),
        replace(READY, today=date(2026, 11, 20)),
        replace(READY, changelog=(EMPTY, NEW, OLD)),
        replace(READY, changelog=(NEW,), metainfo=READY.metainfo[:1], tags=frozenset()),
        replace(READY, changelog=(replace(NEW, opening="Quieter.", entries=()), OLD)),
        replace(READY, changelog=(NEW, replace(OLD, date=NEW.date))),
    ],
    ids=["no tag yet", "tagged", "today", "unreleased but empty", "first", "words only", "one day"],
)
def test_what_agrees_can_be_released(facts: Facts) -> None:
    assert disagreements(facts) == ()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            replace(READY, changelog=(WAITING, NEW, OLD)),
            (
                "CHANGELOG.md still has something under Unreleased (2 entries); its heading has to "
                "become: 1.2.0 – 2026-11-25."
            ),
        ),
        (
            replace(READY, changelog=(replace(EMPTY, opening="Soon."), NEW, OLD)),
            (
                "CHANGELOG.md still has something under Unreleased (0 entries); its heading has to "
                "become: 1.2.0 – 2026-11-25."
            ),
        ),
        (
            replace(READY, changelog=(EMPTY,), metainfo=()),
            "CHANGELOG.md knows no release, and the version is 1.2.0.",
        ),
        (
            replace(READY, changelog=(), metainfo=()),
            "CHANGELOG.md knows no release, and the version is 1.2.0.",
        ),
        (
            replace(READY, changelog=(replace(NEW, entries=()), OLD)),
            "CHANGELOG.md says nothing about 1.2.0.",
        ),
        (
            replace(READY, today=date(2026, 11, 19)),
            "CHANGELOG.md dates 1.2.0 2026-11-20, which is still to come.",
        ),
        (
            replace(READY, changelog=(NEW, replace(OLD, date=date(2026, 11, 21)))),
            "CHANGELOG.md dates 1.2.0 before 1.1.0, which stands below.",
        ),
        (
            replace(READY, changelog=(NEW, OLD, OLD)),
            "CHANGELOG.md has 1.1.0 more than once.",
        ),
        (
            replace(READY, metainfo=()),
            "The metainfo names no release, CHANGELOG.md 1.2.0.",
        ),
        (
            replace(READY, metainfo=READY.metainfo[1:]),
            (
                "The metainfo's newest release is 1.1.0 of 2026-10-01, CHANGELOG.md's 1.2.0 of "
                "2026-11-20."
            ),
        ),
        (
            replace(READY, metainfo=(("1.2.0", "2026-11-19"),)),
            (
                "The metainfo's newest release is 1.2.0 of 2026-11-19, CHANGELOG.md's 1.2.0 of "
                "2026-11-20."
            ),
        ),
        (
            replace(READY, manual='.TH MATTIMER 1 2026-11-20 "Mat Timer 1.2.01"'),
            'The man page\'s heading lacks 1.2.0: .TH MATTIMER 1 2026-11-20 "Mat Timer 1.2.01"',
        ),
        (
            replace(READY, manual='.TH MATTIMER 1 Unreleased "Mat Timer 1.2.0"'),
            'The man page\'s heading lacks 2026-11-20: .TH MATTIMER 1 Unreleased "Mat Timer 1.2.0"',
        ),
        (
            replace(READY, tags_here=frozenset({"v1.1.0"})),
            "This commit carries the tag v1.1.0, and the version is 1.2.0.",
        ),
        (
            replace(READY, tags=frozenset({"v1.1.0", "v1.2.0"})),
            "The tag v1.2.0 is on another commit: 1.2.0 is released already.",
        ),
        (
            replace(READY, uncommitted=("README.md",)),
            "Not committed: README.md.",
        ),
        (
            replace(READY, uncommitted=("a", "b", "c", "d", "e")),
            "Not committed: a, b, c and 2 more.",
        ),
    ],
)
def test_what_disagrees_is_said_in_one_sentence(facts: Facts, expected: str) -> None:
    assert disagreements(facts) == (expected,)


@pytest.mark.parametrize("version", ["1.3.0", "1.2.0.1", "1.2", "1.2.0.dev1", "1.2.0rc1"])
def test_another_version_disagrees_with_all_that_names_one(version: str) -> None:
    found = disagreements(replace(READY, version=version))
    assert f"CHANGELOG.md's newest release is 1.2.0, and the version is {version}." in found
    assert any(it.startswith(f"The man page's heading lacks {version}: ") for it in found)
    unlike = [it for it in found if it.endswith("what is released is called like 1.2.3.")]
    assert bool(unlike) == (version != "1.3.0")


def test_everything_is_said_at_once() -> None:
    found = disagreements(
        replace(
            READY,
            changelog=(WAITING, NEW),
            metainfo=(),
            tags=frozenset({"v1.2.0"}),
            uncommitted=("x",),
        )
    )
    assert len(found) == 4


def test_the_tag_to_set_is_named() -> None:
    assert release_check.tag_sentence(READY).endswith('git tag -a v1.2.0 -m "Mat Timer 1.2.0"')
    tagged = replace(READY, tags_here=frozenset({"v1.2.0"}))
    assert release_check.tag_sentence(tagged).endswith("the tag v1.2.0 agree.")


def test_disagreements_end_it_before_anything_is_built(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(release_check, "build", lambda _steps: pytest.fail("It was built."))
    monkeypatch.setattr(
        release_check, "gather", lambda: replace(READY, metainfo=(), uncommitted=("x",))
    )
    assert release_check.main() == 1
    assert capsys.readouterr().err == (
        "The metainfo names no release, CHANGELOG.md 1.2.0.\nNot committed: x.\n"
    )


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="an unpacked archive has no tags")
def test_the_checkout_itself_can_be_asked() -> None:
    facts = release_check.gather()
    assert agreement.RELEASABLE.fullmatch(facts.version)
    assert facts.changelog
    assert facts.version in facts.manual


def test_what_is_no_checkout_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(release_check, "ROOT", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert release_check.main() == 1
    assert capsys.readouterr().err.startswith("Tags and changes cannot be known: ")


def test_sums_are_those_that_sha256sum_checks(tmp_path: Path) -> None:
    for name in ("b.deb", "a.whl"):
        (tmp_path / name).write_bytes(name.encode())
    text = release_check.sums([tmp_path / "b.deb", tmp_path / "a.whl"])
    assert text.splitlines()[0] == f"{hashlib.sha256(b'a.whl').hexdigest()}  a.whl"
    (tmp_path / "SHA256SUMS").write_text(text, encoding="utf-8")
    subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )


def test_the_largest_parts_are_listed_with_their_share(tmp_path: Path) -> None:
    folder = tmp_path / "mattimer"
    for number in range(1, 13):
        file = folder / "_internal" / f"lib{number}.so"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes(number * 1_000_000))
    (folder / "link.so").symlink_to("_internal/lib12.so")
    heading, *lines = release_check.parts(folder)
    assert heading == "The 10 largest of 12 files in mattimer, 78.0 MB:"
    assert lines[0].split() == ["_internal/lib12.so", "12.0", "MB", "15.4", "%"]
    assert [line.split()[0] for line in lines[-2:]] == ["_internal/lib4.so", "_internal/lib3.so"]
