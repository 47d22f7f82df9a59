"""``python -m mattimer`` is the same as the command ``mattimer``."""

import sys

from mattimer.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
