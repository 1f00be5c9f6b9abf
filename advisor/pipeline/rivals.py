"""A stored deal from the other side: all its rivals, or one rival's own page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.errors import UsageError
from advisor.explain.board.rivals import Rivals
from advisor.explain.board.rivals_view import Chair, OtherSides
from advisor.rulebook.decisions import SIDE

if TYPE_CHECKING:
    from advisor.pipeline.desk import Desk

LISTED = 6


def other_sides(desk: "Desk", deal_id: str, wanted: str | None, named: str) -> OtherSides:
    """Return the rivals of a deal side by side, or the one that is meant; their boards call us `named`."""
    rivals = _rivals(desk, deal_id, named)
    return rivals.sides("" if wanted is None else _found(rivals, wanted))


def chair(desk: "Desk", deal_id: str, wanted: str | None, named: str, full: bool = False) -> Chair:
    """Return the brief a rival's advisor would write; without a name the main rival's, or the only one's.

    Raises `UsageError` where no rival is recorded, where it is not clear which one is meant, or where the
    rules do not say how a deal reads from the other side.
    """
    rivals = _rivals(desk, deal_id, named)
    if not desk.pack.rulebook.mirror.subjects:
        hint = "add a file with 'schema: mirror/1' to rules/; docs/rules.md shows how"
        raise UsageError("these rules do not say how a deal reads from the other side", hint=hint)
    known = rivals.deal.members(SIDE)
    if wanted is not None:
        rival = _found(rivals, wanted)
    else:
        rival = rivals.main or (known[0] if len(known) == 1 else "")
    if not rival:
        raise _which(rivals, "which rival?", known)
    return rivals.chair(rival, full)


def _rivals(desk: "Desk", deal_id: str, named: str) -> Rivals:
    from advisor.engine.driver import InProcess
    from advisor.engine.engine import Engine
    from advisor.explain.board.mirror import other_board

    deal, here = desk.store.get(desk.find(deal_id)), desk.engine
    # An engine of its own: on a flipped deal the same decisions read another dictionary. The rules are the
    # same, so both may ask one matcher, unless each gives it only the rows it has been asked about.
    matcher = InProcess() if here.sparing else here.matcher
    there = Engine(other_board(here.rulebook), matcher, sparing=here.sparing)
    return Rivals(here.rulebook, desk.pack.plays, desk.conclude(deal, desk.today), there, named)


def _found(rivals: Rivals, wanted: str) -> str:
    """Return the id of the rival that is meant by an id, a name or the beginning of one."""
    names = {rival: rivals.show.name(SIDE, rival) for rival in rivals.deal.members(SIDE)}
    plain = wanted.strip().casefold()
    words = {rival: (rival.casefold(), name.casefold()) for rival, name in names.items()}
    for found in (
        [rival for rival in names if rival == wanted.strip()],
        [rival for rival in names if plain in words[rival]],
        [rival for rival in names if plain and any(word.startswith(plain) for word in words[rival])],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise _which(rivals, f"'{wanted[:60]}' could be several rivals", found)
    raise _which(rivals, f"there is no rival '{wanted[:60]}' in this deal", list(names), plain)


def _which(rivals: Rivals, message: str, found: Sequence[str], wanted: str = "") -> UsageError:
    """Return what to say where it is not clear which rival is meant."""
    from advisor.nearest import nearest

    if not rivals.deal.members(SIDE):
        hint = f"advisor set {rivals.deal.id} rival.NAME.name=NAME --new"
        return UsageError("no rival is recorded for this deal", hint=hint)
    names = [rivals.show.name(SIDE, rival) for rival in found]
    best = nearest(wanted, names) if wanted else None
    hint = f"did you mean '{best}'?" if best else f"one of {', '.join(names[:LISTED])}"
    return UsageError(message, hint=hint)
