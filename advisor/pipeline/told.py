"""Deals told in a file: a `deal/1` document, or a bare mapping of facts as rule tests give them."""

import os
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from advisor.errors import Finding, Place, StoreError, UsageError
from advisor.facts.deal import Deal, Source
from advisor.facts.dictionary import Dictionary
from advisor.rulebook.forms import Problems
from advisor.rulebook.given import Given, GivenReader
from advisor.rulebook.nodes import MapNode, Scalar, read

SCHEMA = "deal/1"
LARGEST = 1 << 20


class Told(NamedTuple):
    """A deal as a file tells it (None when it cannot be used), and every finding."""

    given: Given | None
    findings: tuple[Finding, ...]


def read_deal(dictionary: Dictionary, text: bytes, name: str, today: date, source: Source = "typed") -> Told:
    """Read one deal. `name` is the file's name in messages; the day the file names wins over `today`."""
    node, findings = read(text, name)
    problems = Problems()
    problems.findings += findings
    if node is None:
        return Told(None, tuple(findings))
    id, given = _parts(node, name, problems)
    reader = GivenReader(dictionary, problems, today, source)
    told = reader.read(given, id) if isinstance(given, MapNode) else None
    if not isinstance(given, MapNode):
        problems.add(
            "form.mapping",
            node.place,
            "a deal is a mapping of subjects to facts",
            "deal:\n      our_share: 60%",
        )
    found = tuple(sorted(set(problems.findings), key=lambda f: (f.place.line, f.place.column, f.kind)))
    usable = told is not None and not any(f.severity == "error" for f in found)
    return Told(told if usable else None, found)


def _parts(node: object, name: str, problems: Problems) -> tuple[str, object]:
    """Return the deal's id and the mapping of its facts."""
    id = os.path.splitext(os.path.basename(name))[0] or "deal"
    if not isinstance(node, MapNode) or node.get("schema") is None:
        return id, node
    fields = problems.fields(node, "a deal file", ("schema", "given"), ("id",))
    problems.word(fields["schema"], "schema", (SCHEMA,), SCHEMA)
    named = fields.get("id")
    if named is not None and not (isinstance(named, Scalar) and named.text.strip()):
        problems.add("form.text", named.place, "the id of a deal must be a plain text")
    elif isinstance(named, Scalar):
        id = named.text.strip()
    return id, fields.get("given", MapNode((), node.place))


def read_file(path: str) -> bytes:
    """Return the bytes of a file the user named. Raises `UsageError` when that cannot be done."""
    try:
        with open(path, "rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{path} cannot be read: {reason}", hint="is it the right path?") from None


def demo_files() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each demo deal that comes with the program."""
    folder = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "demo")
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".yaml"))
    except OSError:
        names = []
    if not names:
        raise StoreError("the demo deals are missing", Place(folder), "install the program again")
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            yield f"demo/{name}", file.read(LARGEST + 1)


def shared_account(deal: Deal) -> Deal:
    """Return the deal with an account of its own where the file named none.

    An account is shared by its id; without a name of its own every such deal would share the same one.
    """
    accounts = deal.subjects.get("account", {})
    if list(accounts) != ["account"]:
        return deal
    subjects = {**deal.subjects, "account": {deal.id: accounts["account"]}}
    return Deal(deal.id, subjects, deal.done, deal.rev)


def renamed(deal: Deal, id: str) -> Deal:
    """Return the deal under another id."""
    facts = deal.facts("deal", deal.id)
    return Deal(id, {**deal.subjects, "deal": {id: facts}}, deal.done, deal.rev)
