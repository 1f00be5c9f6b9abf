"""Which part of a change belongs to the deal and which to its account, where all its deals see it."""

from collections.abc import Mapping
from typing import NamedTuple

from advisor.errors import StoreError
from advisor.facts.deal import Deal, Fact
from advisor.records import replace
from advisor.store.history import DaysDone
from advisor.store.protocol import MEMBER, NOTHING, Path, Sets

ACCOUNT = "account"

Kept = frozenset[tuple[str, str]]
"""(subject, fact) pairs that are kept with the account although their subject is another."""


class Split(NamedTuple):
    """A change in two parts; `account` is empty where there is nothing for an account."""

    own: dict[Path, Fact | None]
    account: str = ""
    shared: Sets = NOTHING


def account_of(facts: Mapping[Path, Fact]) -> str:
    """Return the account a deal belongs to, or an empty text."""
    return next((member for subject, member, fact in facts if (subject, fact) == (ACCOUNT, MEMBER)), "")


def concerns_account(changes: Sets, kept: Kept) -> bool:
    """Say whether a change may touch the account's file."""
    return any(
        (subject == ACCOUNT and fact != MEMBER) or (subject, fact) in kept for subject, _, fact in changes
    )


def split(facts: Mapping[Path, Fact], changes: Sets, kept: Kept) -> Split:
    """Split `changes` for a deal in which `facts` hold."""
    account, own = _account_after(facts, changes)
    shared: dict[Path, Fact | None] = {}
    for (subject, member, name), fact in changes.items():
        if subject != ACCOUNT and name == MEMBER and fact is None:
            own.update({path: None for path in facts if path[:2] == (subject, member)})
    for path, fact in changes.items():
        subject, member, name = path
        if name == MEMBER or not account or not (subject == ACCOUNT or (subject, name) in kept):
            own[path] = fact
            continue
        shared[path] = fact
        if path in facts:
            own[path] = None  # a copy from before the deal had an account
        if subject != ACCOUNT and fact is not None and not _is_member(subject, member, facts, changes, kept):
            own[subject, member, MEMBER] = _mark(fact)
    return Split(own, account if shared else "", shared)


def assemble(
    id: str, rev: int, facts: Mapping[Path, Fact], done: DaysDone, account: Mapping[Path, Fact]
) -> Deal:
    """Return the deal with what its account's file knows about the account and the deal's members."""
    subjects: dict[str, dict[str, dict[str, Fact]]] = {}
    for (subject, member, name), fact in facts.items():
        place = subjects.setdefault(subject, {}).setdefault(member, {})
        if name != MEMBER:
            place[name] = fact
    for (subject, member, name), fact in account.items():
        if name != MEMBER and member in subjects.get(subject, {}):
            subjects[subject][member][name] = fact
    return Deal(id, subjects, done, rev)


def sets_of(deal: Deal, mark: Fact) -> dict[Path, Fact | None]:
    """Return a deal's facts by path; `mark` stands for its account and for members without facts."""
    sets: dict[Path, Fact | None] = {}
    for subject, members in deal.subjects.items():
        for member, facts in members.items():
            if subject == ACCOUNT or not facts:
                sets[subject, member, MEMBER] = mark
            sets.update({(subject, member, name): fact for name, fact in facts.items()})
    return sets


def _account_after(facts: Mapping[Path, Fact], changes: Sets) -> tuple[str, dict[Path, Fact | None]]:
    """Return the deal's account after the change, and the link to it where a first fact makes one."""
    linked = account_of(facts)
    accounts, left = {linked} - {""}, set()
    named: dict[str, Fact | None] = {}
    for (subject, member, name), fact in changes.items():
        if subject != ACCOUNT:
            continue
        if name != MEMBER:
            named[member] = fact or named.get(member)
        elif fact is not None:
            accounts.add(member)
        else:
            accounts.discard(member)
            left.add(member)
    link: dict[Path, Fact | None] = {}
    if not accounts and not left:
        link = {(ACCOUNT, member, MEMBER): _mark(fact) for member, fact in named.items() if fact}
        accounts = {member for _, member, _ in link}
    if len(accounts) > 1 or not accounts.issuperset(named):
        wrong = sorted(accounts | set(named))
        raise StoreError(
            f"a deal belongs to one account: {' or '.join(repr(name)[:60] for name in wrong[:2])}?",
            hint="take the deal out of the one account before it joins the other",
        )
    return "".join(accounts), link


def _mark(fact: Fact) -> Fact:
    """Return the entry that says that a member is there, with the origin of a fact about it."""
    return replace(fact, value="yes", until=None)


def _is_member(subject: str, member: str, facts: Mapping[Path, Fact], changes: Sets, kept: Kept) -> bool:
    """Say whether the deal's own file will know the member by another fact."""
    known = [path for path in facts if changes.get(path, facts[path]) is not None]
    known += [path for path, fact in changes.items() if fact is not None]
    names = [path[2] for path in known if path[:2] == (subject, member)]
    return any(name == MEMBER or (subject, name) not in kept for name in names)
