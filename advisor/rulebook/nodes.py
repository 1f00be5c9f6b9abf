"""YAML with places: every rule file is read here, by one parser, into texts, lists and mappings.

There are no implicit types: `003`, `no`, `12:30` and `1e3` stay the text that was written, and the
fact dictionary decides what they mean. What could surprise an author (duplicate keys, aliases, tags,
empty values, texts cut by ` #`) is refused with a place and a hint instead of being read somehow.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from advisor.errors import AdvisorError, Finding, Place
from advisor.rulebook.yaml_text import (
    BLOCK_FORM,
    COMPARISONS,
    IN_TEXT,
    QUOTE_IT,
    invisible,
    lines_of,
    short,
    translate,
)

if TYPE_CHECKING:
    from yaml import AliasEvent, DocumentStartEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent
    from yaml._yaml import Mark as CMark
    from yaml.error import Mark, MarkedYAMLError

MAX_DEPTH = 40
MAX_EVENTS = 200_000
MAX_FINDINGS = 100


class Scalar(NamedTuple):
    """One text; `quoted` says that it stood in quotes or in a text block."""

    text: str
    place: Place
    quoted: bool


class ListNode(NamedTuple):
    """A list in the order of the file."""

    items: tuple["Node", ...]
    place: Place


class MapNode(NamedTuple):
    """A mapping in the order of the file; its keys are texts and differ from each other."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    place: Place

    def get(self, key: str) -> "Node | None":
        """Return what stands under `key`, or None."""
        return next((node for name, node in self.pairs if name.text == key), None)

    def keys(self) -> tuple[str, ...]:
        """Return the keys in the order of the file."""
        return tuple(name.text for name, _ in self.pairs)


Node = Scalar | ListNode | MapNode


def read(text: bytes, file: str) -> tuple[Node | None, list[Finding]]:
    """Read one YAML document and return it with everything that is refused in it, in file order.

    The node is None when nothing could be built. When there are findings, refused parts are left out
    of the node: it serves the search for further problems only and must not be used for advice.
    Raises AdvisorError when PyYAML comes without libyaml, the one parser that all files are read with.
    """
    lines, findings = lines_of(text, file)
    if not lines:
        return None, findings
    builder = _Builder(file, lines, findings)
    with suppress(_Stop):
        builder.build()
    return builder.root, sorted(findings, key=lambda finding: finding.place)


class _Stop(Exception):
    """Reading cannot go on; the findings say why."""


class _Frame:
    """A list or mapping that is still open."""

    __slots__ = ("flow", "is_map", "items", "key", "pairs", "place", "seen", "wants_value")

    def __init__(self, place: Place, is_map: bool, flow: bool) -> None:
        self.place, self.is_map, self.flow = place, is_map, flow
        self.items: list[Node] = []
        self.pairs: list[tuple[Scalar, Node]] = []
        self.seen: dict[str, Place] = {}
        self.key: Scalar | None = None  # None while `wants_value`: the key was refused
        self.wants_value = False

    def node(self) -> Node:
        if self.is_map:
            return MapNode(tuple(self.pairs), self.place)
        return ListNode(tuple(self.items), self.place)


class _Builder:
    """One pass over the parser's events; keeps the open lists and mappings and adds to the findings."""

    def __init__(self, file: str, lines: list[str], findings: list[Finding]) -> None:
        self.file, self.lines, self.findings = file, lines, findings
        self.hashed = {index for index, line in enumerate(lines) if " #" in line}
        self.frames: list[_Frame] = []
        self.root: Node | None = None
        self.documents = 0

    def refuse(self, kind: str, place: Place, message: str, hint: str = "") -> None:
        self.findings.append(Finding(kind, place, message, hint))
        if len(self.findings) >= MAX_FINDINGS:
            raise _Stop

    def place(self, mark: "Mark | CMark | None") -> Place:
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def build(self) -> None:
        """Parse the lines and leave the outermost node in `root`."""
        import yaml

        loader = getattr(yaml, "CSafeLoader", None)
        if loader is None:
            raise AdvisorError("PyYAML was built without libyaml", hint="reinstall PyYAML from a wheel")
        handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: lambda event: self._open(event, is_map=True),
            yaml.SequenceStartEvent: lambda event: self._open(event, is_map=False),
            yaml.MappingEndEvent: lambda _: self._put(self.frames.pop().node()),
            yaml.SequenceEndEvent: lambda _: self._put(self.frames.pop().node()),
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        try:
            for count, event in enumerate(yaml.parse("\n".join(self.lines), Loader=loader)):
                if count > MAX_EVENTS:
                    place = self.place(event.start_mark)
                    self.refuse("yaml.too-many-parts", place, "the file has too many parts", "split it")
                    raise _Stop
                if handler := handlers.get(type(event)):
                    handler(event)
        except yaml.MarkedYAMLError as error:
            self._broken(error)
        if self.root is None and not self.findings:
            self.refuse("yaml.empty-file", Place(self.file, 1, 1), "the file holds nothing")

    def _broken(self, error: "MarkedYAMLError") -> None:
        """Name what the parser could not read, unless it only follows from what is named already."""
        finding, stopped = translate(error, self.lines, self.file)
        for known in self.findings:
            if known.place.line in (stopped, stopped - 1) or known.kind == "yaml.tab":
                return
        self.findings.append(finding)

    def _document(self, event: "DocumentStartEvent") -> None:
        self.documents += 1
        place = self.place(event.start_mark)
        if self.documents > 1:
            self.refuse("yaml.several-documents", place, "a second document", "put it in a file of its own")
            raise _Stop
        if event.version or event.tags:
            self.refuse("yaml.directive", place, "directives ('%' lines) are not used", "take the line out")

    def _open(self, event: "MappingStartEvent | SequenceStartEvent", is_map: bool) -> None:
        place = self.place(event.start_mark)
        self._no_extras(event.anchor, event.tag, place)
        if len(self.frames) >= MAX_DEPTH:
            self.refuse("yaml.too-deep", place, f"more than {MAX_DEPTH} levels in each other", "flatten it")
            raise _Stop
        self.frames.append(_Frame(place, is_map, bool(event.flow_style)))

    def _alias(self, event: "AliasEvent") -> None:
        message = f"'*{short(event.anchor or '')}' would be an alias; aliases are not used"
        place = self.place(event.start_mark)
        self.refuse("yaml.alias", place, message, f"write the value out, or {QUOTE_IT}")
        self._put(None)

    def _no_extras(self, anchor: str | None, tag: str | None, place: Place) -> None:
        if anchor:
            message = f"'&{short(anchor)}' would be an anchor; anchors are not used"
            self.refuse("yaml.anchor", place, message, f"leave it out, or {QUOTE_IT}")
        if tag:
            message = f"'{short(tag)}' would be a tag; tags are not used"
            self.refuse("yaml.tag", place, message, f"leave it out, or {QUOTE_IT}")

    def _scalar(self, event: "ScalarEvent") -> None:
        text, place, style = event.value, self.place(event.start_mark), event.style or ""
        if event.anchor or event.tag:
            self._no_extras(event.anchor, event.tag, place)
        if style in (">", "|") and self._sign(place):
            text = text or style
        if style not in ("'", '"') and not text.strip():
            self._empty(place)
            return
        if not style:
            self._plain(text, place, event.end_mark)
        elif style == '"' and (match := IN_TEXT.search(text)):
            self.findings.append(invisible(match[0], place))
        self._put(Scalar(text, place, bool(style)))

    def _sign(self, place: Place) -> bool:
        """Refuse `>5`: the parser takes it for a text block that is indented by five."""
        rest = self.lines[place.line - 1][place.column - 1 :]
        if re.match("[>|][-+]?( |$)", rest):
            return False
        message = f"'{short(rest)}' begins a text block and is no comparison"
        self.refuse("yaml.block-sign", place, message, COMPARISONS)
        return True

    def _plain(self, text: str, place: Place, end: "Mark | CMark | None") -> None:
        """Refuse a text without quotes that does not say what its author meant."""
        if end and end.line in self.hashed:
            self._cut(self.lines[end.line][end.column :], self.place(end))
        # YAML parsers disagree about a question mark in a plain text inside braces or brackets.
        if "?" in text and self.frames and self.frames[-1].flow:
            message = f"a text with a question mark inside braces: '{short(text)}'"
            self.refuse("yaml.question-mark", place, message, BLOCK_FORM)

    def _cut(self, rest: str, place: Place) -> bool:
        """Refuse ` #` behind a text unless it is set off as a comment: two spaces, `#`, a space."""
        comment = rest.lstrip(" ")
        if comment[:1] != "#" or (rest[:2] == "  " and comment[1:2] in ("", " ")):
            return False
        message = f"the text is cut here: '{short(comment)}' is read as a comment"
        hint = f"{QUOTE_IT}; before a comment write two spaces, '#' and a space"
        self.refuse("yaml.cut-by-hash", place, message, hint)
        return True

    def _empty(self, place: Place) -> None:
        """Refuse a key, a value or an entry that holds no text."""
        frame = self.frames[-1] if self.frames else None
        rest = self.lines[place.line - 1][place.column - 1 :] if place.line <= len(self.lines) else ""
        if frame is None:
            self.refuse("yaml.empty-file", place, "the file holds nothing")
        elif re.match(" *#[^ ]", rest):
            self._cut(rest, place)
        elif not frame.is_map:
            self.refuse("yaml.empty-value", place, "an entry of the list is empty", "fill it or take it out")
        elif not frame.wants_value:
            self.refuse("yaml.empty-key", place, "a colon without a key before it", "write 'key: value'")
        elif frame.key:
            self._no_value(frame.key, frame.flow)
        self._put(None)

    def _no_value(self, key: Scalar, flow: bool) -> None:
        message = f"'{short(key.text)}' has no value"
        hint = "write it behind the colon, or indent the lines that belong to it"
        if flow and ":" in key.text:
            hint = "inside braces a colon needs a space behind it"
        elif flow:
            message, hint = f"{message}; is there a comma inside braces?", BLOCK_FORM
        self.refuse("yaml.empty-value", key.place, message, hint)

    def _put(self, node: Node | None) -> None:
        """Hand a finished node (None: refused) to the list or mapping it belongs to."""
        if not self.frames:
            self.root = node
            return
        frame = self.frames[-1]
        if not frame.is_map:
            if node is not None:
                frame.items.append(node)
        elif frame.wants_value:
            if node is not None and frame.key:
                frame.pairs.append((frame.key, node))
            frame.wants_value = False
        else:
            frame.key, frame.wants_value = self._key(frame, node), True

    def _key(self, frame: _Frame, node: Node | None) -> Scalar | None:
        """Return a key that can be used; refuse the others."""
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.refuse("yaml.key-not-text", node.place, "a key must be a text", "check braces and brackets")
            return None
        if node.text == "<<" and not node.quoted:
            self.refuse("yaml.merge", node.place, "merge keys ('<<') are not used", "write the keys out")
            return None
        if first := frame.seen.get(node.text):
            message = f"'{short(node.text)}' is here twice"
            hint = f"the first one stands in line {first.line}, column {first.column}"
            self.refuse("yaml.duplicate-key", node.place, message, hint)
            return None
        frame.seen[node.text] = node.place
        return node
