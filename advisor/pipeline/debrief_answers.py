"""Reading the answers of a debrief: each becomes the changes of one event, or an error that names it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from advisor.advice.asking import question_id
from advisor.advice.needs import Need
from advisor.errors import FactError
from advisor.explain.debrief_view import STILL, Debrief, DebriefItem
from advisor.facts.deal import Deal, Value
from advisor.labels import Label
from advisor.pipeline.assign import UNKNOWN, Assigner, Assignment
from advisor.pipeline.debrief_sheet import NEXT, following_of, free_name, with_meetings
from advisor.pipeline.trying import told
from advisor.rulebook.debrief_plan import DAY, OCCASION
from advisor.store.border import LONGEST_MEMBER
from advisor.store.protocol import Path

if TYPE_CHECKING:
    from advisor.pipeline.desk import Desk

Changes = dict[Path, Value | None]


class Entry(NamedTuple):
    """What one answer records. `vain` is the question, where the answer is that nobody knows."""

    changes: Changes
    vain: Label | None = None


class Answers:
    """Reads answers one after the other; whom one answer adds is known to the next one."""

    def __init__(self, desk: "Desk", deal: Deal, sheet: Debrief) -> None:
        """Bind a deal and its sheet."""
        self.desk, self.occasion = desk, sheet.occasion
        self.rulebook = desk.pack.rulebook
        self.items: Mapping[str, DebriefItem] = {item.path: item for item in sheet.items}
        self.begun = deal
        self.deal = with_meetings(deal, sheet.occasion, following_of(desk, deal, sheet.occasion))

    def entries(self, answers: Mapping[str, str], new: bool) -> Iterator[Entry]:
        """Yield what the answers record: in the order of the sheet, then what it does not ask for.

        Raises `FactError` for the first answer that cannot be recorded, before anything is yielded.
        """
        order = dict.fromkeys((*(path for path in self.items if path in answers), *answers))
        found = [entry for path in order if (entry := self.entry(path, answers[path], new)) is not None]
        told_of = {(subject, member) for entry in found for subject, member, _ in entry.changes}
        if not self.occasion.recorded and (OCCASION, self.occasion.id) in told_of:
            # The conversation itself comes first, so that no answer about it hangs in the air when undone.
            found.insert(0, Entry({(OCCASION, self.occasion.id, DAY): self.occasion.on.toordinal()}))
        if (OCCASION, NEXT) in told_of:
            name = self._name_of_next()
            found = [self._renamed(entry, name) for entry in found]
        yield from found

    def entry(self, path: str, text: str, new: bool = False) -> Entry | None:
        """Return what one answer records; `None` where it leaves everything as it is.

        `new` allows it to name persons and others that are not recorded yet; later answers know them. Raises
        `FactError` that names the answer where it cannot be recorded.
        """
        item, text = self.items.get(path), text.strip()
        if not text:
            return None
        if text == UNKNOWN and item is not None:
            return self._in_vain(item) if item.part == "question" else None
        try:
            changes = self._changes(path, text, new)
        except FactError as error:
            raise FactError(f"{path}: {error.message}", error.place, error.hint) from None
        self.deal = told(self.deal, changes, self.occasion.on)
        return Entry(changes) if changes else None

    def _changes(self, path: str, text: str, new: bool) -> Changes:
        facts = self.rulebook.dictionary.facts.get(path.partition(".")[0], {})
        definition = facts.get(path.rpartition(".")[2])
        if definition is not None and definition.derived:
            hint = "'advisor set' types over it, with a reason"
            raise FactError("this follows from the rules and is not told in a debrief", hint=hint)
        if text == STILL:
            return self._still(path)
        assigner = Assigner(self.rulebook, self.deal, self.desk.today, "", new)
        changes = assigner.changes((Assignment(path, text),))
        for at, value in tuple(changes.items()):
            self._check_day(at, value)
            changes |= self._present(at, value)
        return changes

    def _still(self, path: str) -> Changes:
        at = self.rulebook.dictionary.address(path, self.deal)
        fact = self.begun.facts(at[0], at[1]).get(at[2])
        if fact is None:
            raise FactError("nothing was ever recorded that could still be so", hint="say what it is")
        return {at: fact.value} | self._present(at, fact.value)

    def _check_day(self, at: Path, value: Value | None) -> None:
        """Refuse a next meeting in the past."""
        item = self.items.get(".".join(at))
        coming = item is not None and item.part == "next" and at[2] == DAY
        if coming and isinstance(value, int) and value < self.desk.today.toordinal():
            raise FactError("the next meeting would be in the past", hint="name a day from today on")

    def _present(self, at: Path, value: Value | None) -> Changes:
        """Return what an answer sets of everybody it names: a yes, or the day of the meeting."""
        subject, member, name = at
        asked = next((one for one in self.rulebook.debrief.held if one.name == name and one.sets), None)
        if asked is None or (subject, member) != (OCCASION, self.occasion.id) or value is None:
            return {}
        of = self.rulebook.dictionary.facts[OCCASION][name].type.subject
        found: Changes = {}
        for person in value if isinstance(value, tuple) else (str(value),):
            for fact in asked.sets:
                kind = self.rulebook.dictionary.facts[of][fact].type.kind
                now: Value = self.occasion.on.toordinal() if kind == "date" else "yes"
                was = self.begun.facts(of, person).get(fact)
                if was is None or not _covers(was.value, now):
                    found[of, person, fact] = now
        return found

    def _in_vain(self, item: DebriefItem) -> Entry | None:
        """Return what makes a question rest; nothing where its address is too long to be remembered."""
        if self.rulebook.debrief.in_vain is None:
            return None
        subject, name = self.rulebook.debrief.in_vain
        dictionary = self.rulebook.dictionary
        member = question_id(dictionary, Need(*dictionary.address(item.path, self.begun)))
        return Entry({(subject, member, name): "yes"}, item.label) if len(member) <= LONGEST_MEMBER else None

    def _name_of_next(self) -> str:
        """Return how the next meeting is called: by its day."""
        fact = self.deal.facts(OCCASION, NEXT).get(DAY)
        if fact is None or not isinstance(fact.value, int):
            raise FactError(f"{OCCASION}.{NEXT}: a meeting needs a day", hint=f"{OCCASION}.{NEXT}.{DAY}=DAY")
        return free_name(self.deal, date.fromordinal(fact.value))

    @staticmethod
    def _renamed(entry: Entry, name: str) -> Entry:
        def called(path: Path) -> Path:
            return (OCCASION, name, path[2]) if path[:2] == (OCCASION, NEXT) else path

        return entry._replace(changes={called(path): value for path, value in entry.changes.items()})


def _covers(was: Value, now: Value) -> bool:
    """Say whether what is recorded already says it: the same, or a later day."""
    return was >= now if isinstance(was, int) and isinstance(now, int) else was == now
