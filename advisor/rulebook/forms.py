"""Reading nodes into typed parts: every mistake becomes a finding with its place, and reading goes on."""

from collections.abc import Iterable, Mapping

from advisor.errors import FactError, Finding, Place, Severity
from advisor.facts.dictionary import hint
from advisor.labels import Label
from advisor.rulebook.nodes import ListNode, MapNode, Node, Scalar

NO_FIELDS: Mapping[str, Node] = {}


class Problems:
    """Collects findings while files are read."""

    def __init__(self) -> None:
        """Start without findings."""
        self.findings: list[Finding] = []

    def add(
        self, kind: str, place: Place, message: str, help_: str = "", severity: Severity = "error"
    ) -> None:
        """Note a problem."""
        self.findings.append(Finding(kind, place, message, help_, severity))

    def fact_error(self, place: Place, error: FactError, kind: str = "fact.value") -> None:
        """Note a value, fact or subject the dictionary does not know."""
        self.add(kind, error.place or place, error.message, error.hint)

    def fields(
        self, node: Node, what: str, required: Iterable[str] = (), optional: Iterable[str] = ()
    ) -> Mapping[str, Node]:
        """Return a mapping's fields; unknown keys get the nearest known one, missing ones are named."""
        if not isinstance(node, MapNode):
            self.add("form.mapping", node.place, f"{what} must be a mapping of names to values")
            return NO_FIELDS
        required = list(required)
        known = list(dict.fromkeys((*required, *optional)))
        found: dict[str, Node] = {}
        for key, value in node.pairs:
            if key.text in known:
                found[key.text] = value
            else:
                help_ = hint(key.text, known) or f"known here: {', '.join(known)}"
                self.add("form.unknown-key", key.place, f"unknown word '{key.text}' in {what}", help_)
        for key_text in required:
            if key_text not in found:
                self.add("form.missing-key", node.place, f"{what} has no '{key_text}'")
        return found

    def items(self, node: Node | None, what: str, some: bool = False) -> tuple[Node, ...]:
        """Return a list's items; `some` wants at least one."""
        if node is None:
            return ()
        if isinstance(node, ListNode):
            if some and not node.items:
                self.add("form.empty", node.place, f"{what} holds nothing", "write what belongs there")
            return node.items
        self.add("form.list", node.place, f"{what} must be a list")
        return ()

    def pairs(self, node: Node | None, what: str, some: bool = False) -> tuple[tuple[Scalar, Node], ...]:
        """Return a mapping's pairs in order; `some` wants at least one."""
        if node is None:
            return ()
        if isinstance(node, MapNode):
            if some and not node.pairs:
                self.add("form.empty", node.place, f"{what} holds nothing", "write what belongs there")
            return node.pairs
        self.add("form.mapping", node.place, f"{what} must be a mapping of names to values")
        return ()

    def text(self, node: Node | None, what: str) -> str:
        """Return a plain text (empty when there is none)."""
        if node is None:
            return ""
        if isinstance(node, Scalar):
            return node.text.strip()
        self.add("form.text", node.place, f"{what} must be a plain text")
        return ""

    def texts(self, node: Node | None, what: str) -> tuple[str, ...]:
        """Return a text or a list of texts as a tuple."""
        if isinstance(node, Scalar):
            return (node.text.strip(),)
        return tuple(self.text(item, what) for item in self.items(node, what))

    def word(self, node: Node | None, what: str, known: Iterable[str], default: str) -> str:
        """Return one of some words."""
        if node is None:
            return default
        text = self.text(node, what)
        known = list(known)
        if text in known:
            return text
        help_ = hint(text, known) or f"known here: {', '.join(known)}"
        self.add("form.word", node.place, f"'{text}' is not a {what}", help_)
        return default

    def flag(self, node: Node | None, what: str) -> bool:
        """Return whether a yes/no word says yes."""
        return self.word(node, what, ("yes", "no"), "no") == "yes"

    def label(self, node: Node | None, what: str, place: Place) -> Label | None:
        """Return a bilingual text; a missing language is a finding."""
        if node is None:
            return None
        fields = self.fields(node, what, ("en", "zh"))
        en, zh = self.text(fields.get("en"), what), self.text(fields.get("zh"), what)
        return Label(en or zh, zh or en) if (en or zh) else None

    def needed_label(self, node: Node | None, what: str) -> Label:
        """Return a bilingual text that must be there; a missing one is named by `fields`."""
        found = self.label(node, what, node.place) if node is not None else None
        return found or Label("?", "?")

    def source(self, node: Node | None) -> str:
        """Return where a rule comes from as one text (`003, art. 3, cell G`)."""
        if node is None:
            return ""
        if isinstance(node, Scalar):
            return node.text
        return ", ".join(
            f"{key.text} {self.text(value, 'source')}"
            if key.text not in ("doc", "part")
            else self.text(value, "source")
            for key, value in self.pairs(node, "source")
        )
