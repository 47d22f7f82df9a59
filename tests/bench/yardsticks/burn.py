"""Keeps one core busy."""

import signal

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    number = 1
    while True:
        number = number * 3 % 1_000_003
