"""The `sayso` program, as `sayso` or `python -m sayso`."""

import signal
import sys

from sayso import _native


def main() -> int:
    """Runs the command line; the exit code."""
    # Ctrl-C is for the program, which ends at once or writes what is done, not for Python.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _native.main(["sayso", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
