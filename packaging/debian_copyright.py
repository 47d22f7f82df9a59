"""The copyright file of the Debian package, in Debian's machine-readable format 1.0."""

import re
from collections.abc import Iterator, Sequence

from debian_texts import HOMEPAGE, MAINTAINER, folded, paragraph
from known_licences import Licence

LICENCES = "/usr/share/doc/mattimer/licences"
INLINE = 15000
"""Longer texts, in characters, lie beside the copyright file and are not repeated in it."""

COMMON = {
    "GPL-3.0-or-later": "GPL-3",
    "GPL-3.0-only": "GPL-3",
    "LGPL-3.0-only": "LGPL-3",
    "GPL-2.0-or-later WITH Bootloader-exception": "GPL-2",
    "MPL-2.0": "MPL-2.0",
}
"""Which text of /usr/share/common-licenses a licence is."""

APACHE = re.compile(r"Apache License\s+Version 2\.0, January 2004")
HOLDER = re.compile(r"\W*copyright\W+(?:\(c\)\W*|c\W+)?(.*\b\d{4}\b.*)", re.IGNORECASE)


def debian_copyright(licences: Sequence[Licence]) -> str:
    """The file for these parts, the application first; reads the texts of their licences."""
    own, *parts = licences
    head = {
        "Format": "https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
        "Upstream-Name": "Mat Timer",
        "Upstream-Contact": MAINTAINER,
        "Source": HOMEPAGE,
        "Comment": folded(
            "\nThe package brings Python and the libraries that Mat Timer needs, each named below\n"
            f"by the folder of {LICENCES} that has all its texts."
        ),
    }
    paragraphs = [head, _licensed("*", own)]
    paragraphs += [_licensed(f"{part.part}/*", part) for part in parts]
    return "\n".join(paragraph(fields) for fields in paragraphs)


def _licensed(files: str, licence: Licence) -> dict[str, str]:
    name = licence.expression.replace(" WITH ", " with ").replace("-exception", " exception")
    name = name.replace(" OR ", " or ").replace(" AND ", " and ")
    return {
        "Files": files,
        "Copyright": "\n ".join(_holders(licence)),
        "License": folded("\n".join([name, *_terms(licence)])),
        "Comment": f"version {licence.version}",
    }


def _terms(licence: Licence) -> Iterator[str]:
    if licence.expression in COMMON:
        common = COMMON[licence.expression]
        yield f"The text is in /usr/share/common-licenses/{common} on Debian systems;"
        yield f"it and what else applies is in {LICENCES}/{licence.part}."
        return
    for text in licence.files:
        words = text.read_text(encoding="utf-8", errors="replace").strip()
        if APACHE.search(words):
            words = "See /usr/share/common-licenses/Apache-2.0 on Debian systems."
        elif len(words) > INLINE:
            words = f"See {LICENCES}/{licence.part}/{text.name}."
        yield from words.splitlines()


def _holders(licence: Licence) -> list[str]:
    if licence.holders:
        return [licence.holders]
    found: dict[str, None] = {}
    for text in licence.files:
        for line in text.read_text(encoding="utf-8", errors="replace").splitlines():
            match = re.match(
                r"\W*copyright\W+(?:\(c\)\W*|c\W+)?(.*\b\d{4}\b.*)", line, re.IGNORECASE
            )
            if match is not None and "Free Software Foundation" not in line:
                found[match[1].strip()] = None
    return list(found) or [f"see {LICENCES}/{licence.part}"]
