"""The program's entry: `advisor` and `python -m advisor`."""

import sys

from advisor import __version__


def main() -> int:
    """Print the version; the commands are wired in here."""
    print(f"advisor {__version__}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
