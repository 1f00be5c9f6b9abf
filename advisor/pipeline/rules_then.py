"""The rules that gave an earlier brief, ready to be asked, and what differs in those of today."""

from typing import TYPE_CHECKING, NamedTuple

from advisor import __version__
from advisor.errors import RulebookError
from advisor.explain.changing.changes import RuleChange, Rules
from advisor.explain.changing.changes_view import Cause, RulesUsed
from advisor.explain.changing.changes_view import Edition as Named
from advisor.explain.changing.rule_changes import edits, tuned
from advisor.pipeline.desk import Desk
from advisor.pipeline.editions import Edition, current, edition

if TYPE_CHECKING:
    from advisor.pipeline.cache import Compiled
    from advisor.pipeline.snapshots import Snapshot


class RulesThen(NamedTuple):
    """Which rules an earlier day is looked at with (`desk` has them), and what differs today."""

    used: RulesUsed
    then: Named
    now: Named
    desk: Desk
    change: RuleChange


def rules_then(desk: Desk, named: "Snapshot | None") -> RulesThen:
    """Return the rules that a snapshot names; today's where they are the same, or not at hand."""
    rules, today = _rules(desk), Named(desk.pack.rulebook.digest, __version__)
    if named is None:
        return RulesThen("unnamed", Named(), today, desk, RuleChange(None, rules, rules))
    same = RulesThen("same", today, today, desk, RuleChange(rules, rules, rules))
    if named.key == desk.pack.key:
        return same
    found = edition(desk.folder, named.key) if desk.folder is not None else None
    if found is None and named.rulebook == desk.pack.rulebook.digest:
        return same._replace(then=Named(named.rulebook))
    files = current(desk.files)
    if found is not None and (found.rules, found.plays) == (files.rules, files.plays):
        return same._replace(then=Named(named.rulebook, found.version))
    try:
        pack = found.compiled() if found is not None else None
    except RulebookError:  # written for an older version of the program, which read them otherwise
        pack = None
    if found is None or pack is None:
        return RulesThen("gone", Named(named.rulebook), today, desk, RuleChange(None, rules, rules))
    other = _beside(desk, pack)
    then = Named(pack.rulebook.digest, found.version)
    return RulesThen("then", then, today, other, _change(other, found, desk, files))


def _change(then: Desk, edition: Edition, desk: Desk, files: Edition) -> RuleChange:
    """Tell tuned parameters and other changes of the rules apart, by giving today's rules the old values."""
    before, after, between = then.pack.rulebook, desk.pack.rulebook, desk
    values = tuned(before, after)
    if values:
        old = {entry.id: before.parameters[entry.id].text for entry in values}
        try:
            between = _beside(desk, files.compiled(old))
        except RulebookError:  # an old value is impossible now: then it is all one change
            values = ()
    changed = edits(before, between.pack.rulebook, then.pack.plays, desk.pack.plays)
    upgraded = edition.shipped and files.shipped and edition.version != files.version
    cause: Cause = "pack" if upgraded else "rules"
    return RuleChange(_rules(then), _rules(between), _rules(desk), changed, values, cause)


def _rules(desk: Desk) -> Rules:
    return Rules(desk.pack.plays, desk.engine)


def _beside(desk: Desk, pack: "Compiled") -> Desk:
    """Return a desk of the same workspace with other rules, and an engine of its own for them."""
    return Desk(desk.folder, desk.files, pack, pack.key, desk.today)
