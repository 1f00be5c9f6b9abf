"""View model of sensitivity: which small differences in what was told would change a result."""

from datetime import date

from advisor.labels import Label
from advisor.records import Record


class Sway(Record):
    """One fact that, a little different, gives another result.

    `other` stands instead of `now`; `points` is how many whole points that is (0: not a matter of points).
    `nearness` orders what is said of one result: the smaller, the smaller the difference.
    """

    path: str
    label: Label
    now: Label
    other: Label
    result: Label
    points: int
    nearness: int


class Part(Record):
    """One factor of a score: its points, or their ends where it is not settled, and what they add."""

    path: str
    label: Label
    points: Label
    weight: Label
    adds: Label


class Score(Record):
    """A score as the weighted sum it is."""

    path: str
    label: Label
    total: Label
    parts: tuple[Part, ...]


class Result(Record):
    """One result: what it is, what would change it, and the scores it rests on.

    `tried` is the number of known facts below it; `unknown` counts those that are not known.
    """

    path: str
    label: Label
    now: Label
    sways: tuple[Sway, ...]
    scores: tuple[Score, ...]
    tried: int
    unknown: int


class Sensitivity(Record):
    """How firmly the results of one deal stand."""

    deal: str
    name: str
    today: date
    results: tuple[Result, ...]
    schema: str = "sensitivity/1"
