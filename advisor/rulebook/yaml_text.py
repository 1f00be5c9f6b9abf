"""The text of a rule file before it is parsed, and the parser's complaints in plain words."""

import re
from typing import TYPE_CHECKING

from advisor.errors import Finding, Place

if TYPE_CHECKING:
    from yaml.error import MarkedYAMLError

MAX_BYTES = 1 << 20

# What neither a file nor a text may hold: controls, direction marks, invisible signs, odd line ends.
_INVISIBLE = "\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff"
_IN_FILE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_INVISIBLE}]")
IN_TEXT = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f{_INVISIBLE}]")

QUOTE_IT = "put the text in quotes"
BLOCK_FORM = "write it in block form, one line per key and without braces, or put the text in quotes"
COMPARISONS = "write {above: 5}, {at_least: 5}, {below: 5} or {at_most: 5}; put a text in quotes"

# What libyaml says -> what we say: (its words, kind, message, hint). The first that fits counts.
_WORDS = (
    ("mapping values are not allowed", "yaml.syntax", "a colon stands where no key can be",
     "put a text that holds ': ' in quotes, and check that the line is indented like its neighbours"),
    ("cannot start any token", "yaml.syntax", "a text cannot begin with this sign", QUOTE_IT),
    ("unexpected end of stream", "yaml.syntax", "a quote is opened here and never closed",
     "close it; inside single quotes an apostrophe is written twice"),
    ("unknown escape character", "yaml.syntax", "unknown backslash sign in a double-quoted text",
     "use single quotes, where a backslash is just a backslash"),
    ("',' or '}'", "yaml.syntax", "the mapping in braces is not closed, or a comma is missing", BLOCK_FORM),
    ("',' or ']'", "yaml.syntax", "the list in brackets is not closed, or a comma is missing",
     "put a comma between the entries and ']' at the end"),
    ("expected '-' indicator", "yaml.syntax", "a list stands above, but this line is not an entry of it",
     "begin the line with '- ' or indent it like the key that holds the list"),
    ("could not find expected ':'", "yaml.syntax", "this line has no colon after its key",
     "write 'key: value', or indent a text that goes on from the line above"),
    ("did not find expected key", "yaml.syntax", "this does not fit the lines above it",
     "check the indentation, and that nothing stands behind a closing quote"),
    ("block sequence entries", "yaml.syntax", "a list cannot begin behind a key on the same line",
     "put each '- ' on a line of its own below the key, or write [a, b]"),
    ("unexpected ':'", "yaml.syntax", "a colon inside braces needs a space behind it", BLOCK_FORM),
    ("expected node content", "yaml.syntax", "a value is expected here", QUOTE_IT),
    ("<document start>", "yaml.several-documents", "text goes on after the end of the document",
     "one file holds one document; take out '...' and '---'"),
    ("directive", "yaml.directive", "directives ('%' lines) are not used", "take the line out"),
    ("block scalar", "yaml.block-sign", "this sign begins a text block and is no comparison", COMPARISONS),
    ("an alias", "yaml.alias", "a text cannot begin with '*'", QUOTE_IT),
    ("an anchor", "yaml.anchor", "a text cannot begin with '&'", QUOTE_IT),
    ("tag", "yaml.tag", "a text cannot begin with '!'", QUOTE_IT),
)  # fmt: skip


def short(text: str) -> str:
    """Return a text as messages show it: one line, bounded, without signs that a screen obeys."""
    plain = IN_TEXT.sub("\ufffd", text[:60].replace("\n", " "))
    return plain if len(plain) <= 40 else plain[:39] + "…"


def lines_of(raw: bytes, file: str) -> tuple[list[str], list[Finding]]:
    """Return the lines of a file; a file that is too big or not UTF-8 has none.

    Tabs and invisible characters are refused and replaced, so that what follows keeps its place.
    """
    if len(raw) > MAX_BYTES:
        return [], [Finding("yaml.too-big", Place(file), "the file is larger than 1 MiB", "split it")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace").split("\n")
        place = Place(file, len(before), len(before[-1]) + 1)
        return [], [Finding("yaml.not-utf8", place, "the file is not UTF-8 text", "save it as UTF-8")]
    lines = re.split("\r\n|\r|\n", text)
    findings: list[Finding] = []
    if "\t" in text or _IN_FILE.search(text):
        for index, line in enumerate(lines):
            findings += _bad_signs(line, Place(file, index + 1))
            lines[index] = _IN_FILE.sub("\ufffd", line.replace("\t", " "))
    return lines, findings


def _bad_signs(line: str, place: Place) -> list[Finding]:
    """Return the first tab and the first invisible character of a line."""
    found = []
    if (column := line.find("\t")) >= 0:
        at = place._replace(column=column + 1)
        found.append(Finding("yaml.tab", at, "a tab", "indent with spaces; rule files hold no tabs"))
    if match := _IN_FILE.search(line):
        at = place._replace(column=match.start() + 1)
        found.append(invisible(match[0], at))
    return found


def invisible(sign: str, place: Place) -> Finding:
    """Return the finding for a control character or another one that cannot be seen."""
    message = f"an invisible character (U+{ord(sign):04X})"
    return Finding("yaml.control-character", place, message, "delete it and type the text anew")


def translate(error: "MarkedYAMLError", lines: list[str], file: str) -> tuple[Finding, int]:
    """Return the parser's complaint in plain words, and the line where the parser gave up."""
    words = f"{error.problem} {error.context or ''}".strip()
    mark = error.problem_mark or error.context_mark
    stopped = mark.line + 1 if mark else 1
    if any(said in words for said in ("unexpected end of stream", "expected ','", "find expected ':'")):
        mark = error.context_mark or mark  # where it begins tells more than where the parser gave up
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1)
    plain = (entry[1:] for entry in _WORDS if entry[0] in words)
    kind, message, hint = next(
        plain, ("yaml.syntax", "this cannot be read as YAML", f"the parser says: {short(words)}")
    )
    if words.startswith("found character") and lines[place.line - 1][place.column - 1 :][:1] in (">", "|"):
        kind, message = "yaml.block-sign", "a comparison sign stands here; comparisons are written in words"
        hint = COMPARISONS
    near = lines[max(0, place.line - 2) : stopped]
    if any(line.startswith(("<<<<<<< ", "=======", ">>>>>>> ")) for line in near):
        message, hint = "a merge conflict was left in the file", "settle it and take the marks out"
    elif wide := re.search("[，｛｝［］]" if "expected ','" in words else "：", "".join(near)):
        hint += f"; there is a full-width '{wide[0]}' here, YAML wants the plain sign"
    return Finding(kind, place, message, hint), stopped
