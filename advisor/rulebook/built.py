"""What a form of a derive decision says, in the terms of `Decision`."""

from advisor.facts.deal import Value
from advisor.labels import Label
from advisor.records import Record
from advisor.rulebook.conditions import Ref
from advisor.rulebook.decisions import Compute, Factor, HitPolicy, Row


class Built(Record):
    """What a form says: the fields of `Decision` that a form can fill."""

    hit_policy: HitPolicy
    rows: tuple[Row, ...] = ()
    otherwise: Value | None = None
    otherwise_because: Label | None = None
    compute: Compute | None = None
    factors: tuple[Factor, ...] = ()
    claimed: Ref | None = None
    after_last: Value | None = None
