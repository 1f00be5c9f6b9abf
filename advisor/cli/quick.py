"""Command lines that need no parser library: `advisor` alone and plain forms of `advisor brief`.

They are the ones somebody waits for. Whatever is not plain (help, unknown options, a typing mistake) is left
to the full command line, which knows how to explain it.
"""

from collections.abc import Sequence

from advisor.cli.brief import Wish

OPTIONS = {
    "--facts": "facts", "--lang": "lang", "--format": "format", "--today": "today", "--width": "width",
    "--as-of": "as_of",
}  # fmt: skip


def brief_wish(args: Sequence[str]) -> Wish | None:
    """Return what `brief` was asked for, or None when the full command line has to look at it."""
    if not args or args[0] != "brief":
        return None
    found: dict[str, str] = {}
    rest = list(args[1:])
    while rest:
        word = rest.pop(0)
        if not word.startswith("-"):
            name, value = "deal", word
        else:
            option, sign, value = word.partition("=")
            name = OPTIONS.get(option, "")
            if name and not sign:
                value = rest.pop(0) if rest and not rest[0].startswith("-") else ""
        if not name or not value or name in found:
            return None
        found[name] = value
    return Wish(**found)
