"""Random rulebooks: a fact dictionary and decisions of every form, as the plain data of rule files."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.property.features import on
from tests.property.forms import Forms
from tests.property.meaning import Dictionary
from tests.property.phrases import Words

# Ids a careless or hostile author might choose; all must come through unchanged.
HOSTILE = (
    "null", "1e3", "5", "0x1F", "it's", 'q"q', "b\\s", "x: y", "#h", "a,b", "{c}", "[d]", "- e", "&f",
    "t", "f", "i0", "type", "A B", "%", "true", "$p", "*", "!x", "key:", "a|b",
)  # fmt: skip
PLAIN = ("a", "b", "c", "d")
MANY = ("m0", "m1", "m2", "m3", "m4")
"""Values of facts whose sets multiply beyond what is split (64 combinations)."""


class Books:
    """Makes one random rulebook."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.fact_files: dict[str, dict[str, Any]] = {}
        self.hostile = rng.random() < 0.15
        self.wide = rng.choice(("deal", "person", "rival")) if rng.random() < 0.06 else ""
        self.narrow = rng.random() < 0.5  # few facts, so that the same ones are tested again and again

    def make(self) -> dict[str, dict[str, Any]]:
        """Return the files of a random rulebook."""
        self._subjects()
        for name in self.fact_files:
            self._base_facts(name)
        dictionary = Dictionary(list(self.fact_files.values()))
        words = Words(self.rng, dictionary.subjects, 0.75 if self.narrow else 0.5)
        words.facts.update({s: dict(f) for s, f in dictionary.facts.items()})
        decisions = Forms(words, self.fact_files).decisions()
        return {**{f"facts/{s}.yaml": f for s, f in self.fact_files.items()}, **self._files(decisions, words)}

    def _files(self, decisions: list[dict[str, Any]], words: Words) -> dict[str, dict[str, Any]]:
        self.rng.shuffle(decisions)
        cut = self.rng.randint(0, len(decisions))
        halves = {"a.yaml": decisions[:cut], "b.yaml": decisions[cut:]}
        found: dict[str, dict[str, Any]] = {}
        for name, some in halves.items():
            if some:
                found[name] = {"schema": "decisions/1", "decisions": some}
        if words.parameters:
            found[next(iter(found))]["parameters"] = {n: {"value": v} for n, v in words.parameters.items()}
        return found

    # --- subjects and base facts -----------------------------------------------------------------

    def _subjects(self) -> None:
        rng = self.rng
        self._file("deal")
        if rng.random() < 0.4:
            self._file("account")
        self._file("person", many_per="deal", all_known="deal.all_persons")
        closed = (
            {"many_per": "deal", "all_known": "deal.all_rivals"}
            if rng.random() < 0.7
            else {"many_per": "deal"}
        )
        self._file("rival", **closed)
        if on("pairs") and rng.random() < 0.15:
            self._file("usp", many_per="deal")
            self._file("match", pair=["usp", "rival"])

    def _file(self, subject: str, **words: Any) -> None:
        self.fact_files[subject] = {"schema": "facts/1", "subject": subject, **words, "facts": {}}

    def _base_facts(self, subject: str) -> None:
        rng = self.rng
        facts = self.fact_files[subject]["facts"]
        if subject == "deal":
            facts["all_persons"] = {"type": "yes_no"}
            facts["all_rivals"] = {"type": "yes_no"}
            if rng.random() < 0.5:
                facts["key_person"] = {"type": "reference to person"}
        if subject in ("person", "rival") and rng.random() < 0.3:
            facts["boss"] = {"type": f"reference to {subject}"}
        least, most = (1, 2) if self.narrow else (1, 3) if subject in ("usp", "match", "account") else (3, 6)
        for number in range(rng.randint(least, most)):
            facts[f"b{number}"] = self._fact(subject, facts)
        if subject == self.wide:
            facts.update({f"w{n}": {"type": "choice", "values": list(MANY)} for n in range(3)})

    def _fact(self, subject: str, facts: dict[str, Any]) -> dict[str, Any]:
        rng = self.rng
        kind = rng.choice(
            ("yes_no", "yes_no", "choice", "choice", "choice", "ordered", "number", "number", "percent", "money",
             "date", "date", "list of choice", "text", "duration")
        )  # fmt: skip
        if self.narrow and kind in ("text", "money", "duration", "list of choice"):
            kind = "choice"
        said: dict[str, Any] = {"type": kind}
        if kind in ("choice", "ordered", "list of choice"):
            said |= self._values(subject, kind, facts)
        if kind == "number":
            said["range"] = ["0", "10"]
        if kind == "money":
            said["currency"] = "CNY"
        if rng.random() < (0.05 if self.narrow else 0.15):
            said["our_act"] = "yes"
        elif subject != "deal" and rng.random() < 0.12:
            said["needs_contact"] = "yes"
        if rng.random() < 0.2:
            said["fresh_for"] = rng.choice(("90 days", "30 days"))
            if kind == "yes_no" and rng.random() < 0.5:
                said["fresh_for"] = {rng.choice(("yes", "no")): "30 days"}
        closed = [n for n, f in facts.items() if f["type"] in ("yes_no", "choice", "ordered")]
        if closed and on("applies") and rng.random() < 0.12:
            said["applies_when"] = self._applies(rng.choice(closed), facts)
        return said

    def _values(self, subject: str, kind: str, facts: dict[str, Any]) -> dict[str, Any]:
        rng = self.rng
        lenders = [
            n
            for n, f in facts.items()
            if f["type"] in ("choice", "ordered", "list of choice") and "values" in f
        ]
        if kind == "ordered":
            lenders = [n for n in lenders if facts[n]["type"] == "ordered"]
        if lenders and rng.random() < 0.5:
            return {"values_from": f"{subject}.{rng.choice(lenders)}"}
        if self.hostile:
            return {"values": rng.sample(HOSTILE, rng.randint(2, 5))}
        return {"values": list(PLAIN[: rng.choice((2, 3, 3, 4))])}

    def _applies(self, name: str, facts: dict[str, Any]) -> dict[str, Any]:
        said = facts[name]
        while "values_from" in said:
            said = facts[said["values_from"].partition(".")[2]]
        values = said.get("values", ["yes", "no"])
        return {name: self.rng.choice(values)}


def make_book(seed: int) -> dict[str, dict[str, Any]]:
    """Return the rulebook of a seed."""
    return Books(Random(seed)).make()
