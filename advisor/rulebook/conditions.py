"""Conditions: one class per test word, each saying what it reads and how it holds in three values.

The same objects serve everybody: `truth` walks them (explanations, single evaluations), `lift` turns
them into the flat form durable_rules sees, and a property test ties the two. A condition is either

- *open* (`logic`): it tests one fact against constants, which durable_rules does itself, or
- *settled* (`settled`): it needs Python between the layers; the engine then sees one input that is true,
  false or absent.
"""

from advisor.rulebook.logic import (
    COMPARE,
    SPLIT_LIMIT,
    All,
    Always,
    Any,
    Compare,
    Condition,
    Not,
    OneOf,
    Op,
    Reader,
    Ref,
    Scope,
    compare,
    repeated,
    truth_of,
)
from advisor.rulebook.settled import (
    CompareFacts,
    Counted,
    Dated,
    Empty,
    Includes,
    Is,
    IsIn,
    Known,
    Members,
    count,
    includes,
    walk,
)

__all__ = [
    "COMPARE",
    "SPLIT_LIMIT",
    "All",
    "Always",
    "Any",
    "Compare",
    "CompareFacts",
    "Condition",
    "Counted",
    "Dated",
    "Empty",
    "Includes",
    "Is",
    "IsIn",
    "Known",
    "Members",
    "Not",
    "OneOf",
    "Op",
    "Reader",
    "Ref",
    "Scope",
    "compare",
    "count",
    "includes",
    "repeated",
    "truth_of",
    "walk",
]
