"""A message bus of the test's own."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.system.screen import ended

CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    {rules}
  </policy>
</busconfig>
"""


@contextmanager
def message_bus(folder: Path, rules: str = "") -> Iterator[str]:
    """Start a message bus on a socket in a folder; give its address."""
    with bus_daemon(folder, rules) as (address, _daemon):
        yield address


@contextmanager
def bus_daemon(folder: Path, rules: str = "") -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The same, with the daemon to do harm to. ``rules`` are more elements of its policy.

    The folder's path has to be short, as a socket's path has to be.
    """
    socket, config = folder / "bus", folder / "bus.xml"
    config.write_text(CONFIG.format(socket=socket, rules=rules), encoding="utf-8")
    reader, writer = os.pipe()
    log = (folder / "dbus-daemon.log").open("wb")
    with log, os.fdopen(reader) as told:
        daemon = subprocess.Popen(
            [
                "dbus-daemon",
                f"--config-file={config}",
                f"--print-address={writer}",
                "--nofork",
                "--nosyslog",
                "--nopidfile",
            ],
            pass_fds=[writer],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        os.close(writer)
        with ended(daemon):
            address = told.readline().strip()
            assert address, f"dbus-daemon did not start; see {folder / 'dbus-daemon.log'}"
            yield address, daemon
