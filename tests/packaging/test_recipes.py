"""What can be known here of the recipes for Flatpak, Windows and macOS, which are untested."""

import plistlib
import re
import subprocess
from collections.abc import Mapping
from typing import Any

import pytest
from app_icons import SIZES
from ico import ICO
from project import BUNDLE, ROOT

from mattimer import APP_ID
from mattimer.desktop.linux import logind, mpris_media_keys, notification_service, notifier_watch
from mattimer.desktop.linux.inhibitors import INHIBITORS

PACKAGING = ROOT / "packaging"
FLATPAK = PACKAGING / "flatpak"
MANIFEST = (FLATPAK / f"{APP_ID}.yml").read_text(encoding="utf-8")
INNO = (PACKAGING / "windows" / "mattimer.iss").read_text(encoding="utf-8")
MAC = (PACKAGING / "macos" / "build.sh").read_text(encoding="utf-8")
GRANTED = frozenset(re.findall(r"^  - (--\S+)", MANIFEST, re.MULTILINE))


@pytest.fixture(scope="module")
def plist() -> Mapping[str, Any]:
    with (PACKAGING / "macos" / "Info.plist").open("rb") as file:
        values: Mapping[str, Any] = plistlib.load(file)
    return values


def test_each_knows_the_app_by_its_id(plist: Mapping[str, Any]) -> None:
    assert f"\nid: {APP_ID}\n" in MANIFEST
    assert plist["CFBundleIdentifier"] == APP_ID
    assert f'#define AppUserModelID "{APP_ID}"\n' in INNO
    assert f"/{APP_ID}.png" in MAC


def test_flatpak_lets_the_app_talk_to_whom_it_talks() -> None:
    talked_to = {service.name for kind in INHIBITORS.values() for service in kind} | {
        notification_service.NAME,
        notifier_watch.WATCHER,
    }

    assert {f"--talk-name={name}" for name in talked_to} <= GRANTED
    assert f"--system-talk-name={logind.LOGIND}" in GRANTED
    assert f"--own-name={mpris_media_keys.NAME}" in GRANTED


def test_flatpak_lets_it_talk_to_no_network() -> None:
    assert {it for it in GRANTED if it.startswith("--share")} == {"--share=ipc"}


def test_flatpak_gets_every_requirement_but_what_its_base_has() -> None:
    script = (FLATPAK / "build.sh").read_text(encoding="utf-8")
    [program] = re.findall(r"^awk '(.+)' packaging/requirements\.txt", script, re.MULTILINE)
    lock = PACKAGING / "requirements.txt"

    kept = subprocess.run(["awk", program, lock], capture_output=True, text=True, check=True).stdout

    def names(text: str) -> set[str]:
        return set(re.findall(r"^([\w-]+)==", text, re.MULTILINE))

    whole = lock.read_text(encoding="utf-8")
    assert names(whole) - names(kept) == {"pyside6-addons", "pyside6-essentials", "shiboken6"}
    for block in re.split(r"^(?=\S)", kept, flags=re.MULTILINE):
        assert block in whole
    assert kept.count("--hash=") >= len(names(kept))


def test_windows_uninstalls_what_the_app_writes_at_login() -> None:
    # winreg exists on Windows only, and with it the module.
    source = (ROOT / "mattimer/desktop/windows/autostart_windows.py").read_text(encoding="utf-8")
    [name] = re.findall(r'^NAME = "(.+)"$', source, re.MULTILINE)
    entries = [line for line in INNO.splitlines() if line.startswith("Root: HKCU;")]

    assert len(entries) == 2
    for entry in entries:
        assert f'ValueName: "{name}"; Flags: dontcreatekey uninsdeletevalue' in entry


def test_windows_packs_what_was_frozen_and_drawn() -> None:
    def windows(path: str) -> str:
        return path.replace("/", "\\")

    assert f'"{{#Root}}\\{windows(str(BUNDLE.relative_to(ROOT)))}\\*"' in INNO
    assert f"SetupIconFile={{#Root}}\\{windows(str(ICO.relative_to(ROOT)))}\n" in INNO


def test_windows_keeps_data_when_it_uninstalls() -> None:
    sections = set(re.findall(r"^\[(\w+)\]$", INNO, re.MULTILINE))

    assert sections == {"Setup", "InstallDelete", "Files", "Icons", "Registry", "Run"}
    assert re.findall(r'Name: "(\{app\}.*?)"', INNO) == [r"{app}\_internal"]


def test_the_property_list_leaves_the_version_to_the_spec(plist: Mapping[str, Any]) -> None:
    assert not {"CFBundleVersion", "CFBundleShortVersionString", "CFBundleExecutable"} & set(plist)
    assert plist["CFBundleDisplayName"] == plist["CFBundleName"] == "Mat Timer"
    assert plist["LSApplicationCategoryType"] == "public.app-category.healthcare-fitness"
    assert plist["NSHighResolutionCapable"] is True
    assert re.fullmatch(r"\d+\.\d", plist["LSMinimumSystemVersion"])


def test_the_icons_for_macos_are_drawn_in_the_sizes_they_are_named_for() -> None:
    pictures = re.findall(r"^picture (\d+) icon_(\d+)x\2(@2x)?$", MAC, re.MULTILINE)

    assert len(pictures) == MAC.count("\npicture ")
    for size, points, twice in pictures:
        assert int(size) in SIZES
        assert int(size) == int(points) * (2 if twice else 1)
