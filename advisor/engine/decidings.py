"""The decisions of a rulebook, each made ready when it is first needed."""

from collections.abc import Iterator, Mapping

from advisor.engine.deciding import Deciding
from advisor.rulebook.decisions import Rulebook
from advisor.rulebook.nothing import Nothing


class Decidings(Mapping[str, Deciding]):
    """The decisions that have rows, each lifted when it is first needed: one brief needs half of them."""

    def __init__(self, rulebook: Rulebook, remembers: bool, warm: int) -> None:
        """Bind the decisions; the rest is for each of them (see `Deciding`)."""
        self._rulebook, self._remembers, self._warm = rulebook, remembers, warm
        self._nothing = Nothing(rulebook.dictionary, rulebook.decisions)
        self._ids = {i: d for i, d in rulebook.decisions.items() if d.compute is None and not d.factors}
        self._made: dict[str, Deciding] = {}

    def __getitem__(self, id_: str) -> Deciding:
        """Return a decision ready to run; computations and scales have none."""
        found = self._made.get(id_)
        if found is None:
            dictionary = self._rulebook.dictionary
            found = Deciding(self._ids[id_], dictionary, self._nothing, self._remembers, self._warm)
            self._made[id_] = found
        return found

    def __contains__(self, id_: object) -> bool:
        """Say whether a decision has rows, without lifting it."""
        return id_ in self._ids

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids."""
        return iter(self._ids)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._ids)
