"""The texts of the Debian package: control and changelog. Pure."""

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

from changelog import Release

MAINTAINER = "The Mat Timer founders <founders@mattimer.github.io>"
HOMEPAGE = "https://mattimer.github.io"
WIDTH = 78
"""Which text of /usr/share/common-licenses a licence is."""

RECOMMENDS = (
    # Small beside a desktop, and there on most; the app opens without, and says what is missing.
    "pipewire-pulse | pulseaudio",  # bells and tones
    "speech-dispatcher",  # the voice; brings a speaker of its own
    "default-dbus-session-bus | dbus-session-bus",  # media keys, reminders, the screen kept on
)
SUGGESTS = ("xdg-desktop-portal",)  # a pause key everywhere; dark or light outside GNOME and KDE
ALWAYS = (
    "hicolor-icon-theme",  # without it the menu finds no icon
    "tzdata",  # days begin by the person's clock
)
"""Beside what programs are linked to. Fonts come with libfontconfig1."""

DESCRIPTION = """\
timer for people who lie on an acupressure mat
Pick the part of the body, lie down, shut your eyes, and be guided by tones,
a voice and a breathing circle through settle, still and rise. Afterwards Mat
Timer asks how tight you feel, and keeps the answer, so that after some weeks
you can see for yourself whether it helps.

A 14-day plan waits for missed days, a coach says each day what to do and why,
and a guide names its sources, the negative results with the positive ones.
Everything stays on your computer; the app never talks to a network.

Mat Timer is a timer, not a treatment."""


def debian_version(version: str) -> str:
    """A version of Python's in Debian's words: what comes before a release sorts before it."""
    early = re.sub(r"(a|b|rc)(?=\d)", r"~\1", version)
    return early.replace(".dev", "~~dev").replace(".post", "+post")


def control(version: str, architecture: str, size: int, depends: Iterable[str]) -> str:
    """The control file.

    Args:
        version: Debian's.
        architecture: Debian's name for the machine.
        size: Of what is installed, in KiB.
        depends: What programs are linked to, as dpkg-shlibdeps says it.
    """
    fields = {
        "Package": "mattimer",
        "Version": version,
        "Architecture": architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(size),
        "Depends": ", ".join(sorted({*depends, *ALWAYS})),
        "Recommends": ", ".join(RECOMMENDS),
        "Suggests": ", ".join(SUGGESTS),
        "Section": "utils",
        "Priority": "optional",
        "Homepage": HOMEPAGE,
        "Description": folded(DESCRIPTION),
    }
    return paragraph(fields)


def debian_changelog(version: str, releases: Sequence[Release], date: int) -> str:
    """The changelog as Debian's tools read it; what is unreleased stands under the version."""
    written = []
    for release in releases:
        day = datetime.fromtimestamp(date, UTC)
        if release.date is not None:
            day = datetime(release.date.year, release.date.month, release.date.day, tzinfo=UTC)
        name = version if release.date is None else debian_version(release.version)
        items = [
            textwrap.fill(item, WIDTH, initial_indent="  * ", subsequent_indent="    ")
            for item in filter(None, (release.opening, *release.entries))
        ]
        head = f"mattimer ({name}) unstable; urgency=medium"
        foot = f" -- {MAINTAINER}  {format_datetime(day)}"
        if items:
            written.append("\n\n".join([head, "\n".join(items), foot]))
    return "\n\n".join(written) + "\n"


def paragraph(fields: Mapping[str, str]) -> str:
    """One paragraph of fields, as Debian's files consist of."""
    return "".join(
        f"{name}:{'' if value.startswith(chr(10)) else ' '}{value}\n"
        for name, value in fields.items()
    )


def folded(text: str) -> str:
    """A value of many lines; the first is beside the field's name, or empty."""
    first, *lines = text.splitlines()
    return "\n".join([first, *(f" {line.rstrip() or '.'}" for line in lines)])
