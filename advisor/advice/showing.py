"""States to labels: values with their words, sets as "A or D", origins, standings."""

from datetime import date

from advisor.advice.needs import Asker
from advisor.advice.view import Evidence, RuleRef, Standing
from advisor.advice.view import State as ViewState
from advisor.engine.conclusions import Conclusions
from advisor.facts.deal import Value
from advisor.facts.dictionary import FactDef, address_text
from advisor.facts.states import NONE, Partial, Span, State, is_known
from advisor.facts.types import FactType
from advisor.labels import Label, same
from advisor.rulebook.conditions import Ref
from advisor.rulebook.decisions import Decision, Row, Rulebook

NOBODY = Label("none", "无")
OPEN = Label("?", "？")
TYPED_OVER = Label("typed over the rules, which say {}", "人工改写；规则得出：{}")


class Show:
    """Turns one deal's states into what people read."""

    def __init__(self, rulebook: Rulebook, conclusions: Conclusions) -> None:
        """Bind a rulebook and what follows from it."""
        self.rulebook = rulebook
        self.conclusions = conclusions
        self.asker = Asker(rulebook, conclusions)
        self.deal = conclusions.sheet.deal
        self.today: date = conclusions.sheet.today

    def name(self, subject: str, member: str) -> str:
        """Return how a member is called."""
        return self.rulebook.dictionary.name_of(self.deal, subject, member)

    def path(self, subject: str, member: str, name: str) -> str:
        """Return a fact's address as people type it."""
        single = self.rulebook.dictionary.is_single(subject)
        return address_text(subject, self.name(subject, member), name, single)

    def value(self, kind: FactType, value: Value) -> Label:
        """Return one value in words; references by name."""
        if value == NONE:
            return NOBODY
        if kind.subject and isinstance(value, str):
            return same(self.name(kind.subject, value))
        if kind.subject and isinstance(value, tuple):
            names = [self.name(kind.subject, v) for v in value]
            return Label(", ".join(names) or NOBODY.en, "、".join(names) or NOBODY.zh)
        return kind.label(value)

    def choices(self, kind: FactType) -> tuple[tuple[str, Label], ...]:
        """Return what a fact of a type can be, to choose from: its values, or the members it can name."""
        if not kind.subject:
            return tuple(kind.values.items())
        members = self.conclusions.sheet.members(kind.subject)
        return tuple((member, same(self.name(kind.subject, member))) for member in members)

    def state(self, kind: FactType, state: State) -> Label:
        """Return a state in words: a value, "A or D", "4 to 7", "at least X", or "?"."""
        if state is None:
            return OPEN
        if isinstance(state, frozenset):
            words = [self.value(kind, v) for v in self.ordered(kind, state)]
            return Label(" or ".join(w.en for w in words), "或".join(w.zh for w in words))
        if isinstance(state, Span):
            return self._span(kind, state)
        if isinstance(state, Partial) and not state.sure:
            if not state.possible:
                return OPEN
            perhaps = self.value(kind, tuple(sorted(state.possible)))
            return Label(f"perhaps {perhaps.en}", f"可能有{perhaps.zh}")
        if isinstance(state, Partial):
            sure = self.value(kind, tuple(sorted(state.sure)))
            return Label(f"{sure.en}, and perhaps more", f"{sure.zh}，可能还有")
        return self.value(kind, state)

    def _span(self, kind: FactType, state: Span) -> Label:
        low, high = (None if end is None else kind.label(end) for end in state)
        if low and high:
            return Label(f"{low.en} to {high.en}", f"{low.zh}～{high.zh}")
        if low:
            return Label(f"at least {low.en}", f"至少{low.zh}")
        return Label(f"at most {high.en}", f"最多{high.zh}") if high else OPEN

    def ordered(self, kind: FactType, state: frozenset[Value]) -> list[Value]:
        """Return possible values in the dictionary's order."""
        order = {v: i for i, v in enumerate(kind.values)}
        return sorted(state, key=lambda v: (order.get(str(v), len(order)), str(v)))

    def fact(self, subject: str, name: str) -> FactDef:
        """Return a fact's definition."""
        return self.rulebook.dictionary.facts[subject][name]

    # --- evidence ------------------------------------------------------------------------------

    def evidence(self, subject: str, member: str, name: str) -> Evidence:
        """Return one fact with its value and origin."""
        definition = self.fact(subject, name)
        state = self.conclusions.scope(subject, member).board.read(subject, member, name)
        told = self.deal.facts(subject, member).get(name)
        stale = self.conclusions.sheet.stale
        if told is not None and (told.on > self.today or (subject, member, name) in stale):
            told = None  # it does not count: whatever the state is, nobody said it
        decision = self.rulebook.deriving(subject, name)
        origin, rule = self._origin(state, told is not None, decision, definition, member)
        keep = told if origin == "typed" else None
        return Evidence(
            path=self.path(subject, member, name),
            label=definition.label,
            value=self.state(definition.type, state),
            origin=keep.source if keep else origin,
            by=keep.by if keep else "",
            on=keep.on if keep else None,
            age_days=(self.today - keep.on).days if keep else None,
            rule=rule,
        )

    def _origin(
        self, state: State, told: bool, decision: Decision | None, definition: FactDef, member: str
    ) -> tuple[str, RuleRef | None]:
        if decision is not None:
            forced = (definition.subject, member, decision.fact) in self.conclusions.said
            row = self.deciding_row(decision, member)
            return ("typed" if forced else "derived"), self.rule(decision, row)
        if state is None:
            return "unknown", None
        if state == NONE and definition.applies_when:
            return "not_applicable", None
        return ("typed" if told else "assumed"), None

    def deciding_row(self, decision: Decision, member: str) -> Row | None:
        """Return the row that settled a derived fact, where one alone did."""
        outcome = self.conclusions.outcomes.get((decision.id, member))
        if outcome is None or not is_known(outcome.state):
            return None
        true = [decision.rows[n] for n, s in enumerate(outcome.statuses) if s == 2]
        if decision.hit_policy == "path":
            return true[-1] if true else None
        if decision.hit_policy == "collect" and len(true) > 1:
            return None
        return true[0] if true else None

    def rule(self, decision: Decision, row: Row | None = None) -> RuleRef:
        """Return where a line comes from: the row's place, else the decision's."""
        if row is None:
            return RuleRef(decision.id, str(decision.place), decision.source)
        return RuleRef(row.id, str(row.place), row.source or decision.source)

    # --- standings -----------------------------------------------------------------------------

    def standing(self, subject: str, member: str, name: str) -> Standing:
        """Return a fact as the page shows it, with what it rests on and what it waits for."""
        from advisor.advice.because import Because

        definition = self.fact(subject, name)
        state = self.conclusions.scope(subject, member).board.read(subject, member, name)
        decision = self.rulebook.deriving(subject, name)
        row = self.deciding_row(decision, member) if decision else None
        kind, values = self._values(definition.type, state)
        settled = kind in ("known", "none")
        needs = () if settled else self.asker.of_fact(subject, member, name)
        if decision is not None and decision.hit_policy == "path":
            needs = self.asker.of_step(decision, member)
        because = Because(self)
        return Standing(
            path=self.path(subject, member, name),
            label=definition.label,
            state=kind,
            values=values,
            because=because.text(self._why(decision, row, state), subject, member),
            rule=self.rule(decision, row) if decision else None,
            evidence=because.of_decision(decision, member)
            if decision
            else (self.evidence(subject, member, name),),
            needs=tuple(self.path(n.subject, n.member, n.name) for n in needs),
            note=self._note(subject, member, name),
            open=kind == "possible" and len(values) > 1 and len(values) == len(definition.type.values),
        )

    def _why(self, decision: Decision | None, row: Row | None, state: State) -> Label | None:
        if row is not None and row.because is not None:
            return row.because
        if decision is None or not is_known(state):
            return None
        return decision.because if row is not None else decision.otherwise_because or decision.because

    def _note(self, subject: str, member: str, name: str) -> Label | None:
        at = (subject, member, name)
        if at in self.conclusions.said:
            said = self.state(self.fact(subject, name).type, self.conclusions.said[at])
            return Label(TYPED_OVER.en.format(said.en), TYPED_OVER.zh.format(said.zh))
        stale = self.conclusions.sheet.stale.get(at)
        return self.was(subject, name, stale.value, stale.by, stale.on) if stale else None

    def was(self, subject: str, name: str, value: Value, by: str, on: date) -> Label:
        """Return "was X, said by Y on D" for a value that grew too old."""
        words = self.value(self.fact(subject, name).type, value)
        said = (f", said by {by}", f"（{by}") if by else ("", "（")
        return Label(
            f"was {words.en}{said[0]} on {on.isoformat()}", f"原为{words.zh}{said[1]} {on.isoformat()}）"
        )

    def _values(self, kind: FactType, state: State) -> tuple[ViewState, tuple[tuple[str, Label], ...]]:
        if state is None:
            return "unknown", ()
        if state == NONE:
            return "none", ()
        if isinstance(state, frozenset):
            return "possible", tuple((str(v), self.value(kind, v)) for v in self.ordered(kind, state))
        if isinstance(state, (Span, Partial)):
            return "possible", (("", self.state(kind, state)),)
        if not isinstance(state, (int, str)):
            listed = kind.in_order(state)
            return "known", tuple((v, self._element(kind, v)) for v in listed) or (("", NOBODY),)
        return "known", ((str(state), self.value(kind, state)),)

    def _element(self, kind: FactType, value: str) -> Label:
        if kind.subject:
            return same(self.name(kind.subject, value))
        return kind.values.get(value, same(value))

    def ref(self, ref: Ref, member: str) -> Standing | None:
        """Return the standing of a fact as the page names it, seen from the deal."""
        scope = self.conclusions.scope("deal", member)
        subject, at = ("deal", member) if ref.start == "own" else (ref.start, scope.other(ref.start) or "")
        for name, target in ref.hops:
            state = scope.board.read(subject, at, name)
            if not isinstance(state, str) or state == NONE:
                return None
            subject, at = target, state
        return self.standing(subject, at, ref.name)
