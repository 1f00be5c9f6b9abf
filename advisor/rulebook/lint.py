"""Lint: what the loader cannot see because it needs the whole rulebook, or a search.

The loader says what cannot be read. Lint says what can be read and still does not do what its author
meant: rows that contradict or are never reached, cases nobody answers, tests that never hold, names that
lead nowhere, texts that would print a hole. Each kind of finding is explained in `explained`.
"""

from collections.abc import Callable, Iterable

from advisor.errors import Finding
from advisor.rulebook.decisions import Rulebook
from advisor.rulebook.lint_domains import Domains
from advisor.rulebook.lint_names import Plays, names
from advisor.rulebook.lint_never import never
from advisor.rulebook.lint_proof import proof
from advisor.rulebook.lint_tables import tables
from advisor.rulebook.lint_texts import check_texts

Check = Callable[[Rulebook], Iterable[Finding]]


def lint(rulebook: Rulebook, plays: Plays | None = None, also: Iterable[Check] = ()) -> list[Finding]:
    """Return every finding about a rulebook that loads, sorted by file, line and column.

    Without `plays` nothing is said about plays. `also` are checks from floors above (what the engine can
    bear: `advisor.engine.lint_limits.limits_of`).
    """
    domains = Domains(rulebook)
    found = [
        *tables(rulebook, domains),
        *never(rulebook, domains),
        *names(rulebook, plays),
        *check_texts(rulebook),
        *proof(rulebook),
    ]
    dead = {f.place for f in found if f.kind == "condition.never"}
    for check in also:
        found += [f for f in check(rulebook) if f.place not in dead]
    return sorted(dict.fromkeys(found), key=lambda f: (*f.place, f.kind, f.message))
