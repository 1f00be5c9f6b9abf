"""Text on a terminal: made harmless, measured in cells, cut, padded and broken the Chinese way.

Everything from customers, rules and files goes through `show` before any door prints it; `width`, `cut`,
`pad` and `wrap` expect text that was shown. Widths are those of the terminal UI's own measure (a test
compares every character), so a column that is right here is right there. Standard library only, and plain
ASCII never touches a table: the brief has to start fast.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

# Characters that act on a terminal or hide in a text: C0 and C1 controls, soft hyphen, bidi marks and
# overrides, zero-width and filler characters, line and paragraph separators, lone surrogates, variation
# selectors, tags and noncharacters. Marks that would melt into the last letter of the escape go along.
_ACTIVE = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    "[\u0300-\u036f]*"
)

# "Draw this symbol in colour": terminals disagree about its width, and without it the symbol stays.
_COLOUR_REQUEST = re.compile("(?<=[^\\w\\s\\x00-\\x9f])\ufe0f")

# East Asian wide characters and emoji of Unicode 17, first and last code point of each range.
_WIDE = """
1100-115f 231a-231b 2329-232a 23e9-23ec 23f0 23f3 25fd-25fe 2614-2615 2630-2637 2648-2653 267f 268a-268f
2693 26a1 26aa-26ab 26bd-26be 26c4-26c5 26ce 26d4 26ea 26f2-26f3 26f5 26fa 26fd 2705 270a-270b 2728 274c
274e 2753-2755 2757 2795-2797 27b0 27bf 2b1b-2b1c 2b50 2b55 2e80-2e99 2e9b-2ef3 2f00-2fd5 2ff0-3029
3030-303e 3041-3096 309b-30ff 3105-312f 3131-3163 3165-318e 3190-31e5 31ef-321e 3220-3247 3250-a48c
a490-a4c6 a960-a97c ac00-d7a3 f900-faff fe10-fe19 fe30-fe52 fe54-fe66 fe68-fe6b ff01-ff60 ffe0-ffe6
16fe0-16fe3 16ff2-16ff6 17000-18cd5 18cff-18d1e 18d80-18df2 1aff0-1aff3 1aff5-1affb 1affd-1affe
1b000-1b122 1b132 1b150-1b152 1b155 1b164-1b167 1b170-1b2fb 1d300-1d356 1d360-1d376 1f004 1f0cf 1f18e
1f191-1f19a 1f200-1f202 1f210-1f23b 1f240-1f248 1f250-1f251 1f260-1f265 1f300-1f320 1f32d-1f335
1f337-1f37c 1f37e-1f393 1f3a0-1f3ca 1f3cf-1f3d3 1f3e0-1f3f0 1f3f4 1f3f8-1f3fa 1f400-1f43e 1f440
1f442-1f4fc 1f4ff-1f53d 1f54b-1f54e 1f550-1f567 1f57a 1f595-1f596 1f5a4 1f5fb-1f64f 1f680-1f6c5 1f6cc
1f6d0-1f6d2 1f6d5-1f6d8 1f6dc-1f6df 1f6eb-1f6ec 1f6f4-1f6fc 1f7e0-1f7eb 1f7f0 1f90c-1f93a 1f93c-1f945
1f947-1f9ff 1fa70-1fa7c 1fa80-1fa8a 1fa8e-1fac6 1fac8 1facd-1fadc 1fadf-1faea 1faef-1faf8 20000-2fffd
30000-3fffd
"""

# Parts of Korean syllables and skin tones: drawn into the character before them, though they are no marks.
_JOINED = "1160-11ff d7b0-d7ff 1f3fb-1f3ff"

# Marks that may not start a line, and marks that may not end one.
CLOSING = frozenset("，。、；：？！）】》〉」』〕”’％…—·～,.;:?!)]}>%")
OPENING = frozenset("（【《〈「『〔“‘￥¥$([{<")


def show(text: str, *, tab: str = " ", newline: str = " ") -> str:
    r"""Return `text` safe to print: what acts on a terminal or hides becomes a visible `\\u001b`.

    Tabs and line ends become `tab` and `newline` (a space each, so that a name stays on one line; a door
    that breaks lines passes `newline="\\n"`). The result is in Unicode normal form C; showing it twice
    changes nothing.
    """
    if text.isascii():
        if text.isprintable():
            return text
    else:
        import unicodedata

        text = unicodedata.normalize("NFC", text)
        text = _COLOUR_REQUEST.sub("", text)
    text = text.replace("\r\n", "\n")
    return _ACTIVE.sub(lambda found: _escaped(found[0], tab, newline), text)


def _escaped(run: str, tab: str, newline: str) -> str:
    """Write one active character, and the marks sitting on it, visibly."""
    plain = {"\t": tab, "\n": newline}.get(run)
    if plain is not None:
        return plain
    return "".join(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}" for c in run)


def width(text: str) -> int:
    """Return how many terminal cells `text` takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_cells_of, text))


def cut(text: str, cells: int, end: str = "…") -> str:
    """Return `text` in at most `cells` cells; `end` shows that something was left out."""
    if width(text) <= cells:
        return text
    room = cells - width(end)
    if room < 0:
        return cut(end, cells, "")
    kept, used = [], 0
    for cluster in _clusters(text):
        used += width(cluster)
        if used > room:
            break
        kept.append(cluster)
    return "".join(kept) + end


def pad(text: str, cells: int, end: str = "…") -> str:
    """Return `text` in exactly `cells` cells: cut, or filled with spaces on the right."""
    text = cut(text, cells, end)
    return text + " " * (cells - width(text))


def wrap(text: str, cells: int) -> list[str]:
    r"""Break `text` into lines of at most `cells` cells by the Chinese rules; at least one line.

    Lines break at spaces and beside wide characters; no line starts with a closing mark or ends with an
    opening one. Only a word wider than a line is broken inside. `\\n` in `text` always ends a line.
    A width below 2 counts as 2, because a wide character fits nowhere else.
    """
    cells = max(cells, 2)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if width(paragraph) <= cells:
            lines.append(paragraph.rstrip(" "))
        else:
            lines.extend(_filled(paragraph, cells))
    return lines


def _filled(paragraph: str, cells: int) -> list[str]:
    """Fill lines with the unbreakable pieces of one paragraph."""
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(paragraph):
        solid = width(piece.rstrip(" "))
        if used + solid > cells:
            if line.strip(" "):
                lines.append(line.rstrip(" "))
            line, used = "", 0
            while solid > cells:
                head, piece = _split(piece, cells)
                lines.append(head.rstrip(" "))
                solid = width(piece.rstrip(" "))
        line += piece
        used += width(piece)
    if line.strip(" ") or not lines:
        lines.append(line.rstrip(" "))
    return lines


def _pieces(paragraph: str) -> Iterator[str]:
    """Yield runs that may not be broken, each with the spaces that follow it."""
    piece = ""
    last = ""
    for cluster in _clusters(paragraph):
        if last and _may_break(last, cluster[0]):
            yield piece
            piece = ""
        piece += cluster
        last = cluster[0]
    if piece:
        yield piece


def _may_break(left: str, right: str) -> bool:
    """Whether a line may end between two neighbouring characters."""
    if right == " " or right in CLOSING or left in OPENING:
        return False
    return left == " " or _cells_of(left) == 2 or _cells_of(right) == 2


def _split(piece: str, cells: int) -> tuple[str, str]:
    """Break a piece that is wider than a line, keeping marks with what they belong to."""
    clusters = list(_clusters(piece))
    fits, used = 0, 0
    while used + width(clusters[fits]) <= cells:
        used += width(clusters[fits])
        fits += 1
    at = fits
    while at > 1 and (clusters[at][0] in CLOSING or clusters[at][0] == " " or clusters[at - 1][0] in OPENING):
        at -= 1
    if clusters[at][0] in CLOSING or clusters[at][0] == " ":
        at = fits  # marks as far as the line is wide: there is no good place
    return "".join(clusters[:at]), "".join(clusters[at:])


def _clusters(text: str) -> Iterator[str]:
    """Yield characters together with the zero-width marks drawn on them."""
    cluster = ""
    for character in text:
        if cluster and _cells_of(character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


@lru_cache(maxsize=4096)
def _cells_of(character: str) -> int:
    """Return the cells of one character: 0, 1 or 2."""
    if " " <= character <= "~":
        return 1
    if _within(character, _WIDE):
        return 0 if _within(character, _JOINED) else 2
    import unicodedata

    kind = unicodedata.category(character)
    return 0 if kind[0] == "M" or kind == "Cc" or _within(character, _JOINED) else 1


def _within(character: str, ranges: str) -> bool:
    """Whether a character lies in a list of ranges."""
    bounds = _bounds(ranges)
    at = bisect_right(bounds, (ord(character), 0x110000)) - 1
    return at >= 0 and ord(character) <= bounds[at][1]


@lru_cache(maxsize=2)
def _bounds(ranges: str) -> tuple[tuple[int, int], ...]:
    """Read ranges written as `first-last` in hexadecimal."""
    pairs = (entry.partition("-") for entry in ranges.split())
    return tuple((int(first, 16), int(last or first, 16)) for first, _, last in pairs)
