"""The front matter of a play: what it is called, what it costs, whether it is allowed, how it shows."""

import re
from typing import TYPE_CHECKING, NamedTuple

from advisor.errors import FactError, Place
from advisor.labels import Label
from advisor.rulebook.forms import Problems
from advisor.rulebook.nodes import Node, Scalar, read
from advisor.rulebook.yaml_text import short

if TYPE_CHECKING:
    from advisor.facts.dictionary import Dictionary

KEYS = ("id", "title", "topic", "effort", "compliance", "source", "evidence")
EFFORTS = ("low", "medium", "high")
COMPLIANCES = ("ok", "check")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_TOPIC = re.compile(r"[a-z][a-z0-9_]*\Z")
_FACT = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\Z")


class Head(NamedTuple):
    """The front matter as values; `place` is where the id stands."""

    id: str
    title: Label
    topic: str
    effort: str
    compliance: str
    source: str
    evidence: tuple[str, ...]
    place: Place


def read_head(
    lines: list[str], file: str, problems: Problems, dictionary: "Dictionary | None" = None
) -> Head | None:
    """Read the front matter, whose first line is the opening `---`; None when it is no mapping at all."""
    # An empty line in place of the `---`: lines then count as they do in the file.
    node, findings = read("\n".join(["", *lines[1:]]).encode(), file)
    problems.findings += findings
    if node is None:
        return None
    # What was refused above is not missing as well.
    fields = problems.fields(node, "the front matter", () if findings else KEYS, KEYS)
    if not fields:
        return None
    at = fields.get("id", node).place
    return Head(
        id=_id(fields.get("id"), file, problems),
        title=problems.label(fields.get("title"), "the title", at) or Label("", ""),
        topic=_topic(fields.get("topic"), problems),
        effort=problems.word(fields.get("effort"), "level of effort", EFFORTS, ""),
        compliance=_compliance(fields.get("compliance"), problems),
        source=problems.source(fields.get("source")),
        evidence=_evidence(fields.get("evidence"), problems, dictionary),
        place=at,
    )


def _id(node: Node | None, file: str, problems: Problems) -> str:
    """Return the id; it must be kebab-case and the name of the file."""
    id_ = problems.text(node, "id")
    if not isinstance(node, Scalar):
        return ""
    stem = file.rsplit("/", 1)[-1].removesuffix(".md")
    if not _ID.match(id_):
        hint = "small letters, digits and '-', such as extend-lead"
        problems.add("play.id", node.place, f"'{short(id_)}' cannot be the id of a play", hint)
    elif id_ != stem:
        hint = f"write 'id: {stem}', or rename the file to {short(id_)}.md"
        problems.add("play.file-name", node.place, f"the id '{short(id_)}' is not the name of the file", hint)
    return id_


def _topic(node: Node | None, problems: Problems) -> str:
    topic = problems.text(node, "topic")
    if isinstance(node, Scalar) and not _TOPIC.match(topic):
        hint = "small letters, digits and '_', such as opening_move"
        problems.add("play.topic", node.place, f"'{short(topic)}' cannot be a topic", hint)
    return topic


def _compliance(node: Node | None, problems: Problems) -> str:
    """Return whether the play may be used freely; what must never be done has no place in a playbook."""
    if isinstance(node, Scalar) and node.text.strip() == "never":
        message = "a play that must never be used does not belong into the playbook"
        hint = "take the file out; write what must not be done under 'Avoid' of the play it belongs to"
        problems.add("play.never", node.place, message, hint)
        return ""
    return problems.word(node, "level of compliance", COMPLIANCES, "")


def _evidence(
    node: Node | None, problems: Problems, dictionary: "Dictionary | None"
) -> tuple[str, ...]:
    """Return the facts that show that the play worked."""
    items = (node,) if isinstance(node, Scalar) else problems.items(node, "evidence")
    if node is not None and not items:
        hint = "name the facts that change when the play worked"
        problems.add("play.no-evidence", node.place, "the play names no evidence", hint)
    found: list[str] = []
    for item in items:
        path = problems.text(item, "evidence")
        if not path:
            continue
        if not _FACT.match(path):
            hint = "subject.fact, such as deal.our_share or person.met"
            problems.add("play.evidence", item.place, f"'{short(path)}' is not the name of a fact", hint)
        elif path in found:
            problems.add("play.evidence", item.place, f"'{path}' is here twice", "take one out")
        else:
            _known(path, item.place, problems, dictionary)
            found.append(path)
    return tuple(found)


def _known(path: str, place: Place, problems: Problems, dictionary: "Dictionary | None") -> None:
    if dictionary is None:
        return
    subject, _, name = path.partition(".")
    try:
        dictionary.find(subject, name)
    except FactError as error:
        problems.fact_error(place, error, "play.unknown-fact")
