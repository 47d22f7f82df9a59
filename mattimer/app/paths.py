"""Paths: folders and files of one instance, and of what came with the program."""

import re
from pathlib import Path
from typing import NamedTuple, Self

from mattimer.storage.errors import data_error_of

APP_FOLDER = "mattimer"
PRIVATE_FOLDER = 0o700


class ResourceError(Exception):
    """The installation lacks its own files. Its text is one sentence for the person."""


class Paths(NamedTuple):
    """The folders of one instance.

    Attributes:
        data: What a person would miss: the database.
        config: Settings.
        state: What can be made anew: socket, lock, the name of this device.
        resources: What came with the program; read only.
        autostart: What a login starts; an instance of its own has a folder that no login reads.
        own: Whether it is an instance of its own, below one folder.
    """

    data: Path
    config: Path
    state: Path
    resources: Path
    autostart: Path
    own: bool = False

    @classmethod
    def for_person(cls) -> Self:
        """The folders that this system gives a person's programs.

        Raises:
            ResourceError: The program's own files are missing.
        """
        import platformdirs  # noqa: PLC0415  an instance with a folder of its own needs none of it

        folders = platformdirs.PlatformDirs(APP_FOLDER, appauthor=False)
        return cls(
            folders.user_data_path,
            folders.user_config_path,
            folders.user_state_path,
            _resources(),
            folders.user_config_path.parent / "autostart",
        )

    @classmethod
    def under(cls, data_dir: Path) -> Self:
        """Everything below one folder: an instance of its own.

        Raises:
            ResourceError: The program's own files are missing.
        """
        data = data_dir.expanduser().absolute()
        config = data / "config"
        return cls(data, config, data / "state", _resources(), config / "autostart", own=True)

    @property
    def own_data(self) -> Path | None:
        """The data folder of an instance of its own; None for the person's usual one."""
        return self.data if self.own else None

    @property
    def database(self) -> Path:
        """What happened."""
        return self.data / "mattimer.sqlite3"

    @property
    def settings(self) -> Path:
        """What a person chose."""
        return self.config / "settings.json"

    @property
    def socket(self) -> Path:
        """Where the running instance listens."""
        return self.state / "mattimer.sock"

    @property
    def lock(self) -> Path:
        """Held by the running instance."""
        return self.state / "instance.lock"

    @property
    def device_file(self) -> Path:
        """The name of this device."""
        return self.state / "device"

    @property
    def window(self) -> Path:
        """How large the window was, and where."""
        return self.state / "window.json"

    @property
    def reminders(self) -> Path:
        """What was put off, and until when."""
        return self.state / "reminders.json"

    @property
    def hints(self) -> Path:
        """What a person was told once and need not hear again."""
        return self.state / "told.json"

    @property
    def log(self) -> Path:
        """What the program did, in words without any answer, rating or note."""
        return self.state / "mattimer.app.log"

    @property
    def guide(self) -> Path:
        """The folder of the guide's texts and figures; it came with the program."""
        return self.resources / "guide"

    @property
    def figure(self) -> Path:
        """The body's outline."""
        return self.resources / "figures" / "body-back.svg"

    @property
    def tokens(self) -> Path:
        """The theme's colours, sizes and durations."""
        return self.resources / "theme" / "tokens.toml"

    @property
    def sounds(self) -> Path:
        """The folder of the bells."""
        return self.resources / "sounds"

    @property
    def icon(self) -> Path:
        """The app's icon."""
        return self.resources / "icons" / "icon.svg"

    def prepare(self) -> None:
        """Make the folders that are missing, for their owner only.

        A folder that was there keeps its permissions: it may be the person's own.

        Raises:
            DataError: A folder can't be made.
        """
        for folder in (self.data, self.config, self.state):
            try:
                _make_private(folder)
            except OSError as error:
                raise data_error_of(error, folder) from error


def device_id(paths: Paths) -> str:
    """The name of this device: 32 hexadecimal digits, made at first use and kept.

    One that can't be read is replaced; it only tells apart where sessions were recorded.

    Raises:
        DataError: It can't be written.
    """
    path = paths.device_file
    try:
        known = path.read_text("ascii").strip()
    except (OSError, ValueError):
        known = ""
    if re.fullmatch(r"[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}", known):
        return known
    from uuid import uuid4  # noqa: PLC0415 - once in the life of a folder

    from mattimer.storage.atomic_write import atomic_write  # noqa: PLC0415 - as above

    made = uuid4().hex
    try:
        atomic_write(path, f"{made}\n".encode("ascii"))
    except OSError as error:
        raise data_error_of(error, path) from error
    return made


def _make_private(folder: Path) -> None:
    if folder.is_dir():
        return
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True)
    except FileExistsError:
        # Another start may have made it just now; a file in its place is another matter.
        if folder.is_dir():
            return
        raise
    # A umask takes bits away; the owner needs these.
    folder.chmod(PRIVATE_FOLDER)


def _resources() -> Path:
    """Inside the package where it was installed, beside it in a checkout."""
    package = Path(__file__).parents[1]
    for folder in (package / "resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise ResourceError(
        f"Mat Timer's own files are missing beside {package}; your data is untouched: "
        "install it again."
    )
