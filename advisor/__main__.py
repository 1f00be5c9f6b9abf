"""The program's entry: `advisor` and `python -m advisor`."""

import sys
from collections.abc import Sequence


def main(args: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    from advisor.cli.entry import run

    return run(sys.argv[1:] if args is None else args)


if __name__ == "__main__":
    sys.exit(main())
