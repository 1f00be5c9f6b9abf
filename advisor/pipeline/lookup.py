"""Which deal is meant: an id, the beginning of one, or the deal's name."""

from collections.abc import Iterable, Sequence

from advisor.errors import AdvisorError, DamagedDeal, StoreError, UnknownDeal, UsageError
from advisor.store.protocol import DealStore

NAME = ("deal", "name")
LISTED = 6


def find_deal(store: DealStore, wanted: str) -> str:
    """Return the id of the deal that is meant.

    An id wins over everything, then a name, then what only one id or name begins with. Case does not
    matter except for ids. Raises `UnknownDeal` with the nearest id or name, and `UsageError` where
    several deals could be meant.
    """
    wanted = wanted.strip()
    ids = store.ids()
    if wanted in ids:
        return wanted
    plain = wanted.casefold()
    names = _names(store)
    for found in (
        [id for id, name in names if name.casefold() == plain],
        [id for id in ids if plain and id.casefold().startswith(plain)],
        [id for id, name in names if plain and name.casefold().startswith(plain)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(
                f"{_quoted(wanted)} could be {_listed(found)}", hint="write more of it, or the whole id"
            )
    _raise_damaged(store, wanted)
    raise _unknown(wanted, ids, names)


def _names(store: DealStore) -> list[tuple[str, str]]:
    found = []
    for id, deal in store.overview([NAME]):
        if isinstance(deal, AdvisorError):
            continue
        name = deal.facts("deal", id).get("name")
        if name is not None and isinstance(name.value, str):
            found.append((id, name.value))
    return found


def _raise_damaged(store: DealStore, wanted: str) -> None:
    """Raise `DamagedDeal` where the id has no file any more because it was set aside."""
    try:
        store.get(wanted)
    except DamagedDeal:
        raise
    except StoreError:
        return  # unknown, or no id at all


def _unknown(wanted: str, ids: Sequence[str], names: Iterable[tuple[str, str]]) -> UnknownDeal:
    from advisor.nearest import nearest

    if not ids:
        return UnknownDeal(f"there is no deal {_quoted(wanted)}: this workspace has none yet")
    words = {id: id for id in ids} | {name: id for id, name in names}
    near = nearest(wanted, words)
    if near is None:
        return UnknownDeal(f"there is no deal {_quoted(wanted)}", hint="'advisor deals' lists all of them")
    named = "" if words[near] == near else f" ({near})"
    return UnknownDeal(f"there is no deal {_quoted(wanted)}", hint=f"did you mean '{words[near]}'{named}?")


def _quoted(text: str) -> str:
    return f"'{text[:60]}'"


def _listed(ids: Sequence[str]) -> str:
    shown = [f"'{id}'" for id in sorted(ids)[:LISTED]]
    more = len(ids) - LISTED
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
