"""The texts of rules and facts: that each names only facts that are known there, and speaks its language."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from advisor.errors import FactError, Finding, Place
from advisor.facts.dictionary import FactDef
from advisor.labels import LANGS, Label
from advisor.rulebook.conditions import All, Condition, Ref
from advisor.rulebook.debrief_plan import OCCASION
from advisor.rulebook.decisions import Decision, Pick, Row, Rulebook
from advisor.rulebook.forms import Problems
from advisor.rulebook.lint_known import MadeKnown, Shown
from advisor.rulebook.nothing import Nothing
from advisor.rulebook.terms import Terms

NAMED = re.compile(r"\$\(([a-z_][\w.]*)\s*,\s*else\s+([^)]*)\)|\$([a-z_]\w*(?:\.[a-z_]\w*)*)", re.ASCII)
"""`$fact` and `$(fact, else words)`, as the page fills them in."""
BROKEN = re.compile(r"\$\s*[(（][^)）]*[)）]?")
CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
WORD = re.compile(r"\b(?=[A-Za-z]*[a-z])[A-Za-z]{3,}\b", re.ASCII)


class Text(NamedTuple):
    """A bilingual text: what it is, where it stands, and which facts are known when it is shown."""

    label: Label
    what: str
    place: Place
    subject: str
    known: frozenset[Ref]
    pick: Pick | None = None
    fills: bool = True


def check_texts(rulebook: Rulebook) -> Iterator[Finding]:
    """Check every text of the rulebook."""
    seen: set[tuple[Label, Place]] = set()
    shown = Shown(rulebook)
    for text in texts(rulebook):
        if (text.label, text.place) not in seen:
            seen.add((text.label, text.place))
            yield from _language(text)
            if text.fills:
                yield from _names(text, shown)


def named_in(text: Text, rulebook: Rulebook) -> Iterator[Ref]:
    """Yield the facts that a text names."""
    for lang in LANGS if text.fills else ():
        for match in NAMED.finditer(text.label.text(lang)):
            try:
                yield _terms(text, rulebook).resolve(match[1] or match[3])[0]
            except FactError:
                continue


# ---------------------------------------------------------------- where texts stand


def texts(rulebook: Rulebook) -> Iterator[Text]:
    """Yield every text with what is known where it is shown."""
    for fact in rulebook.dictionary:
        yield from _of_fact(fact)
    for subject in rulebook.dictionary.subjects.values():
        what = f"the label of '{subject.name}'"
        yield Text(subject.label, what, subject.place, subject.name, frozenset(), fills=False)
    for parameter in rulebook.parameters.values():
        what = f"the label of '${parameter.name}'"
        yield Text(parameter.label, what, parameter.place, "deal", frozenset(), fills=False)
    made = MadeKnown(Nothing(rulebook.dictionary, rulebook.decisions).ref)
    for decision in rulebook.decisions.values():
        yield from _of_decision(decision, made)
    for modifier in rulebook.agenda.modifiers:
        what = f"the label of '{modifier.id}'"
        yield Text(modifier.label, what, modifier.place, "deal", frozenset(), fills=False)
    for gate in rulebook.agenda.gates:
        yield Text(gate.because, f"'because' of '{gate.id}'", gate.place, "deal", made.by(gate.when))
    for asked in rulebook.debrief.facts:
        if asked.ask is not None:
            known = made.by(asked.when) if asked.when is not None else frozenset()
            yield Text(asked.ask, f"the question for '{asked.name}'", asked.place, OCCASION, known)


def _of_fact(fact: FactDef) -> Iterator[Text]:
    yield Text(fact.label, f"the label of '{fact.path}'", fact.place, fact.subject, frozenset(), fills=False)
    if fact.ask is not None:
        yield Text(fact.ask, f"the question of '{fact.path}'", fact.place, fact.subject, frozenset())
    for value, label in fact.type.values.items():
        yield Text(
            label,
            f"the label of '{value}' of '{fact.path}'",
            fact.place,
            fact.subject,
            frozenset(),
            fills=False,
        )


def _of_decision(decision: Decision, made: MadeKnown) -> Iterator[Text]:
    own: frozenset[Ref] = frozenset()
    if decision.kind == "derive":
        own = frozenset((Ref("own", (), decision.subject, decision.fact),))
    if decision.label is not None:
        what = f"the label of '{decision.id}'"
        yield Text(decision.label, what, decision.place, decision.subject, frozenset(), fills=False)
    for label in (decision.because, decision.otherwise_because):
        if label is not None:
            yield Text(label, f"'because' of '{decision.id}'", decision.place, decision.subject, own)
    for factor in decision.factors:
        if factor.definition is not None:
            what = f"the definition of '{factor.ref.text}' in '{decision.id}'"
            yield Text(factor.definition, what, decision.place, decision.subject, frozenset(), fills=False)
    for row in decision.rows:
        if row.because is not None:
            yield _of_row(decision, row, own, made)


def _of_row(decision: Decision, row: Row, own: frozenset[Ref], made: MadeKnown) -> Text:
    assert row.because is not None
    when: Condition = row.when if decision.only_when is None else All((decision.only_when, row.when))
    pick = row.advice.pick if row.advice is not None else None
    return Text(
        row.because, f"'because' of '{row.id}'", row.place, decision.subject, made.by(when) | own, pick
    )


# ---------------------------------------------------------------- names in texts


def _terms(text: Text, rulebook: Rulebook) -> Terms:
    return Terms(rulebook.dictionary, {}, Problems(), text.subject)


def _names(text: Text, shown: Shown) -> Iterator[Finding]:
    found: dict[str, set[str]] = {}
    said: set[str] = set()
    for lang in LANGS:
        words = text.label.text(lang)
        found[lang] = {m[1] or m[3] for m in NAMED.finditer(words)}
        for match in NAMED.finditer(words):
            if match[0] not in said:
                said.add(match[0])
                yield from _name(text, match[1] or match[3], match[2] is not None, shown)
        rest = NAMED.sub("", words)
        for broken in BROKEN.finditer(rest):
            message = f"'{broken[0][:40]}' in {text.what} names no fact"
            yield Finding(
                "text.form", text.place, message, "write $(fact, else words), with plain signs ( , )"
            )
    if found["en"] != found["zh"]:
        message = f"the two languages of {text.what} name different facts"
        only = ", ".join(f"${name}" for name in sorted(found["en"] ^ found["zh"]))
        yield Finding("text.names-differ", text.place, message, f"only in one of them: {only}", "warning")


def _name(text: Text, name: str, fallback: bool, shown: Shown) -> Iterator[Finding]:
    rulebook = shown.rulebook
    if name == "person" and "person" not in rulebook.dictionary.facts.get(text.subject, {}):
        yield from _person(text, fallback)
        return
    try:
        ref, fact = _terms(text, rulebook).resolve(name)
    except FactError as error:
        help_ = error.hint
        if name in rulebook.parameters:
            help_ = "texts name facts; write the number out, or put it into a derived fact"
        yield Finding("text.unknown-name", text.place, f"'${name}' in {text.what}: {error.message}", help_)
        return
    if not fallback and not _is_known(ref, text, shown):
        message = f"'${name}' in {text.what} may be unknown when the text is shown"
        help_ = f"test {name} in 'when', or write $({name}, else ...)"
        # What a derived fact follows from may be tested in 'when', further than is looked here.
        yield Finding("text.not-known", text.place, message, help_, "warning" if fact.derived else "error")


def _is_known(ref: Ref, text: Text, shown: Shown) -> bool:
    known = {_place(k, text.subject) for k in text.known}
    if _place(ref, text.subject) in known:
        return True
    if not shown.always(ref.subject, ref.name):
        return False
    # Such a fact of another member can be printed as soon as it is known which member.
    return not ref.hops or (_place(ref, text.subject)[0], ref.hops[:-1], ref.hops[-1][0]) in known


def _place(ref: Ref, subject: str) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """Return where a reference leads, so that `deal.x`, `this.x` and `x` are the same for a deal."""
    start = "own" if ref.start in ("own", "this", subject) else ref.start
    return (start, ref.hops, ref.name)


def _person(text: Text, fallback: bool) -> Iterator[Finding]:
    if text.pick is None:
        message = f"'$person' in {text.what}, where nobody is chosen"
        yield Finding("text.person", text.place, message, "add 'with: {person: ...}', or leave $person out")
    elif text.pick.where is not None and not text.pick.if_nobody and not fallback:
        message = f"'$person' in {text.what} has no words for nobody"
        yield Finding(
            "text.person", text.place, message, "add 'if_nobody: play', or write $(person, else somebody)"
        )


# ---------------------------------------------------------------- languages


def _language(text: Text) -> Iterator[Finding]:
    english, chinese = (NAMED.sub(" ", text.label.text(lang)) for lang in LANGS)
    if CHINESE.search(english):
        message = f"the English of {text.what} holds Chinese"
        yield Finding("text.english", text.place, message, "are 'en' and 'zh' exchanged?", "warning")
    if WORD.search(chinese) and not CHINESE.search(chinese):
        message = f"the Chinese of {text.what} has no Chinese in it"
        yield Finding(
            "text.chinese", text.place, message, f"'{chinese.strip()[:40]}' stands under 'zh'", "warning"
        )
