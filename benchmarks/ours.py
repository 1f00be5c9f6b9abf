"""This project's engine, answering in the same words as the peers."""

from flat import FIRES, Answers
from rule_files import rulebook
from synthetic import TODAY, Book

from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.facts.deal import Deal
from advisor.facts.sheet import sheet
from advisor.facts.states import TRUE


class Ours:
    """Fact sheet, then conclusions; as the program runs it, or remembering nothing."""

    def __init__(self, book: Book, remembers: bool = True) -> None:
        self.rules = rulebook(book)
        decisions = self.rules.decisions.values()
        self.fires = {d.id: [r.id for r in d.rows] for d in decisions if d.kind != "derive"}
        self.engine = (
            Engine(self.rules, InProcess()) if remembers else Engine(self.rules, InProcess(), memo=0)
        )

    def answers(self, deal: Deal) -> Answers:
        found: Answers = {}
        conclusions = self.engine.conclude(sheet(self.rules.dictionary, deal, TODAY))
        if conclusions.mismatches:
            raise SystemExit(f"the engine and the evaluator disagree: {conclusions.mismatches[0]}")
        for (id_, member), outcome in conclusions.outcomes.items():
            rules = self.fires.get(id_)
            if rules is None:
                found[id_, member] = outcome.state  # type: ignore[assignment]
            elif TRUE in outcome.statuses:
                for rule, status in zip(rules, outcome.statuses, strict=False):
                    if status == TRUE:
                        found[rule, member] = FIRES
        return found
