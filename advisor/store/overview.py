"""The list of all deals: the few facts a list shows, read from the head of each file."""

from collections.abc import Iterator

from advisor.errors import DamagedDeal, Place, StoreError
from advisor.facts.deal import Deal, Fact
from advisor.store.book import Book
from advisor.store.cabinet import Cabinet, Target
from advisor.store.files import read_file
from advisor.store.names import ASIDE, id_of
from advisor.store.protocol import MEMBER, Path
from advisor.store.shelf import Shelf
from advisor.store.split import ACCOUNT, account_of, assemble
from advisor.store.storage import AtomicJSONStorage, DamagedFile
from advisor.store.strict import load_tables

Wanted = frozenset[tuple[str, str]]

_FACTS_END = b'\n},\n"events": {'
"""Where the facts end in a file as we write it. Text cannot hold it: a line break in JSON text is escaped."""


def overview(cabinet: Cabinet, wanted: Wanted | None) -> Iterator[tuple[str, Deal | StoreError]]:
    """See `DealStore.overview`."""
    cabinet.finish_all()
    accounts: dict[str, dict[Path, Fact] | StoreError] = {}
    rows = wanted and wanted | {(ACCOUNT, MEMBER)}
    for id, aside in _listed(cabinet.deals):
        try:
            if aside:
                cabinet.deals.open(id)
            book = _head(cabinet.deals, id)
            facts = book.facts(rows)
            account = account_of(facts)
            if account and account not in accounts:
                accounts[account] = _account(cabinet, account, rows)
            shared = accounts.get(account, {})
            yield id, shared if isinstance(shared, StoreError) else assemble(id, book.rev, facts, (), shared)
        except DamagedFile as error:
            hint = "reading the deal sets the file aside; mend it or take it from a backup"
            yield id, DamagedDeal(f"the deal {id!r:.60} {error.message}", error.place, hint)
        except StoreError as error:
            yield id, error
        except OSError as error:
            yield id, StoreError(f"cannot be read: {error.strerror or error}", Place(cabinet.deals.path(id)))


def _listed(shelf: Shelf) -> list[tuple[str, bool]]:
    """Return all ids, and whether there is only a file that was set aside."""
    found: dict[str, bool] = {}
    for name in shelf.names():
        base, aside, _ = name.partition(ASIDE)
        id = id_of(shelf.prefix, base)
        if id is not None:
            found[id] = found.get(id, True) and bool(aside)
    return sorted(found.items())


def _head(shelf: Shelf, id: str) -> Book:
    """Open a file as far as its facts; the whole file when it is not laid out as we write it."""
    path = shelf.path(id)
    data = read_file(path)
    end = data.find(_FACTS_END)
    tables = load_tables(data if end < 0 else data[:end] + b"\n}\n}", path)
    if end >= 0:
        tables |= {"events": {}, "advice": {}}
    return Book(AtomicJSONStorage(path), shelf.what, id, tables)


def _account(cabinet: Cabinet, account: str, wanted: Wanted | None) -> dict[Path, Fact] | StoreError:
    if not cabinet.accounts.known(account):
        return {}
    try:
        with cabinet.reading(Target("account", account)) as book:
            return book.facts(wanted)
    except StoreError as error:
        return error
