"""`mirror/1` files: how a deal reads from a rival's chair."""

from collections.abc import Iterable, Mapping

from advisor.errors import FactError
from advisor.facts.dictionary import FactDef
from advisor.rulebook.comparable import CLOSED, differ, fits
from advisor.rulebook.conditions import Ref
from advisor.rulebook.decisions import SIDE, Mirror, Over, Path, Turn
from advisor.rulebook.forms import Problems
from advisor.rulebook.nodes import MapNode, Node
from advisor.rulebook.terms import Terms


def mirror(top: MapNode, terms: Terms, systems: Iterable[str]) -> Mirror:
    """Read a mirror file; conditions are read from the deal's point of view, `systems` have rules."""
    return _Reader(terms, sorted(systems)).read(top)


class _Reader:
    """Reads one file and remembers where each fact was named."""

    def __init__(self, terms: Terms, systems: list[str]) -> None:
        self.terms, self.systems = terms, systems
        self.problems: Problems = terms.problems
        self.named: dict[Path, Node] = {}

    def read(self, top: MapNode) -> Mirror:
        words = ("main", "over", "swap", "turn", "same", "observed", "systems")
        fields = self.problems.fields(top, "a mirror file", ("schema",), words)
        made = Mirror(
            main=self._main(fields.get("main")),
            over=self._over(fields.get("over")),
            swaps=self._swaps(fields.get("swap")),
            turns=self._turns(fields.get("turn")),
            same=self._same(fields.get("same")),
            systems=self._systems(fields.get("systems")),
        )
        self._private(fields.get("observed"))
        return made

    def _main(self, node: Node | None) -> Ref | None:
        found = None if node is None else self.terms.ref(self.problems.text(node, "main"), node)
        if node is None or found is None:
            return None
        if found[1].type.kind != "reference" or found[1].type.subject != SIDE:
            message = f"'{found[0].text}' does not name a {SIDE}"
            self.problems.add("mirror.main", node.place, message, f"wanted is a 'reference to {SIDE}'")
        return found[0]

    def _over(self, node: Node | None) -> Over | None:
        if node is None:
            return None
        fields = self.problems.fields(node, "over", ("when", "because"))
        label = self.problems.needed_label(fields.get("because"), "'because'")
        return Over(self.terms.condition(fields.get("when")), label)

    # --- facts ---------------------------------------------------------------------------------

    def _fact(self, node: Node) -> FactDef | None:
        """Return the fact a node names as `subject.fact`, named once and with a meaning over there."""
        subject, _, name = self.problems.text(node, "a fact").partition(".")
        try:
            fact = self.terms.dictionary.find(subject, name)
        except FactError as error:
            self.problems.fact_error(node.place, error, "fact.unknown")
            return None
        at = (fact.subject, fact.name)
        if at in self.named:
            message = f"'{fact.path}' is named twice, first in line {self.named[at].place.line}"
            self.problems.add("mirror.twice", node.place, message, "a fact reads one way from the other side")
        if fact.our_act or fact.type.subject == SIDE or self.terms.dictionary.subjects[subject].pair:
            message = f"'{fact.path}' means nothing on the other side"
            self.problems.add("mirror.fact", node.place, message, "leave it out: then it is unknown there")
        self.named.setdefault(at, node)
        return fact

    def _swaps(self, node: Node | None) -> Mapping[Path, Path]:
        found: dict[Path, Path] = {}
        for key, value in self.problems.pairs(node, "swap"):
            ours, theirs = self._fact(key), self._fact(value)
            if ours is None or theirs is None:
                continue
            if reason := self._no_swap(ours, theirs):
                self.problems.add("mirror.swap", key.place, *reason)
            one, other = (ours.subject, ours.name), (theirs.subject, theirs.name)
            found |= {one: other, other: one}
        return found

    def _no_swap(self, ours: FactDef, theirs: FactDef) -> tuple[str, str] | None:
        """Say why two facts cannot take each other's place, and what to do about it."""
        if not self.terms.dictionary.is_single(ours.subject):
            return f"'{ours.path}' is not a fact of ours that exists once", f"write 'deal.x: {SIDE}.y'"
        if theirs.subject != SIDE and not self.terms.dictionary.is_single(theirs.subject):
            return f"'{theirs.path}' is no fact of a {SIDE}", f"write 'deal.x: {SIDE}.y'"
        if fits(ours.type, theirs.type) and fits(theirs.type, ours.type):
            return None
        return differ(ours.path, ours.type, theirs.path, theirs.type), "the two must take the same values"

    def _turns(self, node: Node | None) -> Mapping[Path, Turn]:
        found: dict[Path, Turn] = {}
        for key, value in self.problems.pairs(node, "turn"):
            fact = self._fact(key)
            fields = self.problems.fields(value, f"'{key.text}'", ("to",), ("which",))
            if fact is not None and "to" in fields:
                which = self._which(fact, fields.get("which"))
                found[fact.subject, fact.name] = Turn(self._to(fact, fields["to"]), which)
        return found

    def _to(self, fact: FactDef, node: Node) -> Mapping[str, str]:
        """Return what each value of a fact becomes: every one, and the same way back."""
        if fact.type.kind not in CLOSED:
            message = f"'{fact.path}' is no choice whose values could name a side"
            self.problems.add("mirror.turn", node.place, message, "name the fact in 'same' or 'swap'")
            return {}
        to: dict[str, str] = {}
        for key, value in self.problems.pairs(node, "to", some=True):
            was = self.problems.word(key, "value of it", fact.type.values, "")
            to[was] = self.problems.word(value, "value of it", fact.type.values, "")
        missing = [value for value in fact.type.values if value not in to]
        bent = [value for value, other in to.items() if to.get(other) != value]
        if "" in {*to, *to.values()}:
            return to  # a word was misspelt and is named: the rest follows from it
        if missing:
            message = f"'to' does not say what {', '.join(missing)} becomes"
            self.problems.add("mirror.turn", node.place, message, "name every value, also those that stay")
        elif bent:
            message = f"{bent[0]} becomes {to[bent[0]]}, but that does not become {bent[0]} again"
            self.problems.add("mirror.turn", node.place, message, "seen from there, we sit on the other side")
        return to

    def _which(self, fact: FactDef, node: Node | None) -> str:
        """Return the name of the fact that says which rival is meant."""
        found = None
        if node is not None:
            found = self.terms.inside(fact.subject).ref(self.problems.text(node, "which"), node)
        if node is None or found is None:
            return ""
        ref, other = found
        here = ref.start == "own" and not ref.hops and other.type.kind == "reference"
        if not here or other.type.subject != SIDE or [name for name, _ in other.applies_when] != [fact.name]:
            message = f"'{ref.text}' does not say which {SIDE} '{fact.name}' means"
            hint = f"a reference to {SIDE} of the same subject, with 'applies_when: {{{fact.name}: ...}}'"
            self.problems.add("mirror.turn", node.place, message, hint)
            return ""
        self.named.setdefault((other.subject, other.name), node)
        return other.name

    def _same(self, node: Node | None) -> frozenset[Path]:
        found = [self._fact(item) for item in self.problems.items(node, "same")]
        return frozenset((fact.subject, fact.name) for fact in found if fact is not None)

    def _systems(self, node: Node | None) -> frozenset[str]:
        items = self.problems.items(node, "systems")
        return frozenset(self.problems.word(n, "system with rules", self.systems, "") for n in items)

    def _private(self, node: Node | None) -> None:
        """Check that the other side sees a private fact only where the file says that it learns it itself."""
        observed = {self.problems.text(n, "a fact"): n for n in self.problems.items(node, "observed")}
        facts = self.terms.dictionary.facts
        private = {f"{s}.{n}": named for (s, n), named in self.named.items() if facts[s][n].private}
        for path in private.keys() - observed.keys():
            hint = f"leave it out, or add it to 'observed' if a {SIDE} learns it without us"
            self.problems.add("mirror.private", private[path].place, f"'{path}' is private", hint)
        for path in observed.keys() - private.keys():
            message = f"'{path}' is no private fact that is named above"
            self.problems.add("mirror.private", observed[path].place, message, "take it out of 'observed'")

