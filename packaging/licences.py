"""The licences of all that the frozen application carries: packaging/licences.py [FOLDER].

Lists them; with FOLDER, also writes their texts. What comes along is read from the bundle itself,
and a part without a licence or without its text is an error: none can be forgotten.
"""

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path

from carried import libraries_in, packages_in
from known_licences import (
    BY_LIBRARY,
    FROM_DEBIAN,
    GPL_3,
    LGPL_3,
    QT_FOR_PYTHON,
    QT_HOLDERS,
    SPELT,
    Licence,
    LicenceMissingError,
    application,
    python,
)
from project import BUNDLE
from system_libraries import copyright_of, package_of, version_of

__all__ = ["Licence", "LicenceMissingError", "licences_of", "listing", "write_licences"]

TEXT = re.compile(r"(licen[cs]e|copying|notice)\b.*", re.IGNORECASE)
EXPRESSION = re.compile(r"[\w.+-]+( (AND|OR|WITH) [\w.+-]+)*")


def licences_of(bundle: Path) -> tuple[Licence, ...]:
    """The licence of the application, then of each part that a bundle carries, by name.

    Raises:
        FileNotFoundError: There is no frozen application.
        LicenceMissingError: A part has no licence, or no text of it.
    """
    # The bootloader is PyInstaller's, whatever comes along.
    names = _distributions(packages_in(bundle)) | {"pyinstaller"}
    parts = {_of_distribution(distribution(name)) for name in names} | {python()}
    parts |= {_of_library(name) for name in libraries_in(bundle)}
    licences = (application(), *sorted(parts))
    for licence in licences:
        _check(licence)
    return licences


def write_licences(bundle: Path, folder: Path) -> tuple[Licence, ...]:
    """Write the text of each licence into a folder, one folder a part, and a list of all.

    Returns:
        As ``licences_of``.

    Raises:
        FileNotFoundError: There is no frozen application.
        LicenceMissingError: A part has no licence, or no text of it.
        OSError: A file can't be written.
    """
    licences = licences_of(bundle)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.txt").write_text(listing(licences), encoding="utf-8")
    for licence in licences:
        place = folder / licence.part
        place.mkdir(exist_ok=True)
        for text in licence.files:
            shutil.copyfile(text, place / text.name)
    return licences


def listing(licences: Sequence[Licence]) -> str:
    """One line a part: its name, its version, its licence."""
    wide = max(len(licence.part) for licence in licences)
    return "".join(
        f"{licence.part:<{wide}}  {licence.version:<18}  {licence.expression}\n"
        for licence in licences
    )


def _distributions(packages: frozenset[str]) -> set[str]:
    known = packages_distributions()
    names: set[str] = set()
    for package in sorted(packages - {application().part}):
        if package not in known:
            raise LicenceMissingError(
                f"{package} comes along, and no installed distribution says under which licence."
            )
        names.update(known[package])
    return names


def _of_distribution(found: Distribution) -> Licence:
    name = found.name.lower().replace("_", "-")
    said = found.metadata["License-Expression"] or found.metadata["License"] or ""
    expression = said.strip().partition("\n")[0]
    if name.startswith(QT_FOR_PYTHON):
        return Licence(name, found.version, "LGPL-3.0-only", (LGPL_3, GPL_3), QT_HOLDERS)
    texts = tuple(_texts(found))
    return Licence(name, found.version, SPELT.get(expression, expression), texts)


def _texts(found: Distribution) -> Iterator[Path]:
    for file in sorted(found.files or ()):
        folder, *below = file.parts
        of_metadata = folder.endswith(".dist-info") and len(below) > 0
        if of_metadata and (below[0] == "licenses" or TEXT.fullmatch(below[-1])):
            yield Path(str(found.locate_file(file)))


def _of_library(name: str) -> Licence:
    for beginning, licence in BY_LIBRARY.items():
        if name.startswith(beginning):
            return licence(name)
    expression = FROM_DEBIAN.get(name.partition(".")[0])
    package = package_of(name)
    if expression is None or package is None:
        raise LicenceMissingError(
            f"{name} comes along, and its licence is not known: packaging/known_licences.py says "
            "nothing of it, or no Debian package brings it here."
        )
    return Licence(package, version_of(package), expression, (copyright_of(package),))


def _check(licence: Licence) -> None:
    if not EXPRESSION.fullmatch(licence.expression):
        raise LicenceMissingError(
            f"{licence.part} comes along, and its metadata names no licence but: "
            f"{licence.expression or 'nothing'}."
        )
    if not licence.files or not all(text.is_file() for text in licence.files):
        raise LicenceMissingError(
            f"{licence.part} comes along under {licence.expression}, and the text of that licence "
            "is not there."
        )


def main(words: Sequence[str]) -> int:
    """List the licences of the bundle, or also write their texts."""
    try:
        print(listing(licences_of(BUNDLE)), end="")
        for folder in words:
            write_licences(BUNDLE, Path(folder))
    except (LicenceMissingError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
