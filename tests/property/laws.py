"""The laws: what must hold between the engine, the evaluator, the oracle and every way of running them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from random import Random
from typing import Any

from advisor.engine.conclusions import Conclusions
from advisor.engine.masks import evaluator
from advisor.engine.outcome import Outcome
from advisor.engine.reading import reader
from advisor.engine.scope import Board, Here
from advisor.rulebook.decisions import Decision, Rulebook
from tests.property.answering import bands, trying
from tests.property.case import Deals, day, make_sheet
from tests.property.deals import told
from tests.property.oracle import Book
from tests.property.shuffling import shuffled_deal
from tests.property.soundness import soundness
from tests.property.trial import Engines, Law, Trial, figures


def agreement(trial: Trial) -> Iterator[str]:
    """(a) Unguarded, durable_rules fires exactly the rows the evaluator sees holding."""
    figures["agreement"] += 1
    for mismatch in trial.concluded.mismatches:
        yield f"{mismatch}"


# --- (c) one answer, however it is found -------------------------------------------------------------


def one_answer(trial: Trial) -> Iterator[str]:
    """(c) With and without memo, cold and warm, by generated source and by walking: the same answers."""
    sheet, engines, rules = trial.sheet, trial.engines, trial.rules.loaded
    first = summary(rules, engines.plain.conclude(sheet))
    for name in ("cold", "warm"):
        found = summary(rules, engines.memo.conclude(sheet))
        yield from differences(f"with memo, {name}", found, first)
    yield from differences("with a sample unguarded", summary(rules, engines.sampled.conclude(sheet)), first)
    board = Board(trial.concluded.dictionary, sheet, trial.concluded.rows)
    for id_, deciding in engines.plain.decisions.items():
        written, read = _written(engines, id_)
        subject = deciding.decision.subject
        for member in sheet.members(subject):
            here = Here(board, subject, member)
            vector = deciding.lifted.read(here)
            figures["vectors"] += 1
            if read(board, [member]) != [vector]:
                yield f"{id_} of {member}: generated reading {read(board, [member])}, walking {vector}"
            if written(vector) != deciding.lifted.statuses(vector):
                yield f"{id_} at {vector}: generated {written(vector)}, walking {deciding.lifted.statuses(vector)}"


def _written(engines: Engines, id_: str) -> tuple[Any, Any]:
    if id_ not in engines.written:
        deciding = engines.plain.decisions[id_]
        dictionary = engines.rules.loaded.dictionary
        written = evaluator(deciding.lifted), reader(deciding.lifted, deciding.decision.subject, dictionary)
        engines.written[id_] = written
    return engines.written[id_]


# --- (d) revise ------------------------------------------------------------------------------------------


def revision(trial: Trial) -> Iterator[str]:
    """(d) Evaluating again only what reads a changed fact gives what evaluation from scratch gives."""
    rng = Random(trial.seed)
    engine, rules = trial.engines.memo, trial.rules.loaded
    before, data = engine.conclude(trial.sheet), trial.data
    for _ in range(2):
        data, changed = change(trial.book, data, rng)
        sheet = make_sheet(rules, data)
        figures["revisions"] += 1
        before = engine.revise(before, sheet, changed)
        fresh = trial.engines.plain.conclude(sheet)
        yield from differences(
            f"revised after {sorted(changed)}", summary(rules, before), summary(rules, fresh)
        )


def change(book: Book, data: Deals, rng: Random) -> tuple[Deals, set[tuple[str, str]]]:
    """Return the deal with one to three facts set, changed or taken out, and which facts these are."""
    changed = copy.deepcopy(data)
    names: set[tuple[str, str]] = set()
    today = day(data["today"]).toordinal()
    places = [(s, m) for s, members in changed["subjects"].items() for m in members]
    for _ in range(rng.randint(1, 3)):
        subject, member = rng.choice(places)
        facts = changed["subjects"][subject][member]
        infos = [i for i in book.dictionary.facts[subject].values() if not i.derived or i.name in facts]
        if not infos:
            continue
        info = rng.choice(infos)
        said = told(info, rng, book, today, list(changed["subjects"].get(info.target, ())))
        if info.name in facts and (rng.random() < 0.4 or said is None or info.derived):
            del facts[info.name]
        elif said is not None:
            facts[info.name] = {"value": said, "on": data["today"]}
        names.add((subject, info.name))
    return changed, names


# --- (e) order -------------------------------------------------------------------------------------------


def order(trial: Trial) -> Iterator[str]:
    """(e) Nothing depends on the order of files, decisions, rules, members or facts (first tables apart)."""
    engines = trial.engines.shuffled
    sheet = make_sheet(engines.rules.loaded, shuffled_deal(trial.data, Random(trial.seed)))
    figures["orders"] += 1
    found = summary(engines.rules.loaded, engines.plain.conclude(sheet))
    yield from differences("shuffled", found, summary(trial.rules.loaded, trial.concluded))


# --- (f) guard -------------------------------------------------------------------------------------------


def guard(trial: Trial) -> Iterator[str]:
    """(f) Asking durable_rules only where a row may hold changes nothing."""
    figures["guarded"] += 1
    rules = trial.rules.loaded
    found = summary(rules, trial.engines.plain.conclude(trial.sheet))
    yield from differences("guarded against unguarded", found, summary(rules, trial.concluded))


# --- comparing -------------------------------------------------------------------------------------------


def summary(rulebook: Rulebook, told: Conclusions) -> dict[Any, Any]:
    """Return everything that was concluded, with rules and rows by id instead of by place."""
    found: dict[Any, Any] = {
        (s, m, n): state
        for s, members in told.rows.items()
        for m, row in members.items()
        for n, state in row.items()
    }
    found["said"], found["ended"], found["mismatches"] = dict(told.said), told.ended, told.mismatches
    for at, outcome in told.outcomes.items():
        found["outcome", *at] = _by_id(rulebook.decisions[at[0]], outcome)
    return found


def _by_id(decision: Decision, outcome: Outcome) -> tuple[Any, ...]:
    rows = [row.id for row in decision.rows]
    statuses = dict(zip(rows, outcome.statuses, strict=True)) if outcome.statuses else {}
    return outcome.state, statuses, outcome.gate, {rows[n] for n in outcome.clash}, outcome.capped


def differences(what: str, found: dict[Any, Any], wanted: dict[Any, Any]) -> Iterator[str]:
    """Name the first difference between two summaries."""
    for key in {**found, **wanted}:
        if found.get(key) != wanted.get(key):
            yield f"{what}: {key} is not {wanted.get(key)!r} but {found.get(key)!r}"
            return


LAWS: dict[str, Law] = {
    "agreement": agreement, "soundness": soundness, "one_answer": one_answer, "revision": revision,
    "order": order, "guard": guard, "trying": trying, "bands": bands,
}  # fmt: skip
