"""What the kinds of findings mean that are not about rule files: plays, the deal store, a pack as a whole."""

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "play.duplicate-id": """\
Two plays have one id, so a rule could not say which it means. Rename one of them.""",
    "play.duplicate-section": "A heading stands twice. Join the two parts.",
    "play.empty-section": "A heading has nothing below it. Write what belongs there.",
    "play.evidence": """\
'evidence' lists the facts that change when the play has worked, such as deal.our_share or person.met,
each once.""",
    "play.file-name": "A play's file is named after its id, so that people find it.",
    "play.front-matter": "A play begins with '---', then lines such as 'id: ...', then '---' again.",
    "play.heading": """\
Headings are '## en' and '## zh' for the languages and '### Goal' and so on below them.""",
    "play.id": "An id is small letters, digits and '-': it never changes, while titles may.",
    "play.missing-language": "Every play is written in both languages: '## en' and '## zh'.",
    "play.missing-section": "Each language has the same seven headings; one of them is missing.",
    "play.never": """\
What must never be done is no play. Say under 'Avoid' of the play it belongs to what must not be done.""",
    "play.no-evidence": """\
Without evidence nobody can tell whether the play has worked. Name at least one fact.""",
    "play.too-long": "A play is read on a phone in a taxi. Shorten it, or make it two.",
    "play.topic": """\
A topic is small letters, digits and '_'; of one topic the page shows the best action only.""",
    "play.uneven-lists": """\
The two languages have a different number of steps or questions, so they would not say the same.""",
    "play.unknown-fact": """\
The play names a fact that the dictionary does not have. The hint names the nearest.""",
    "play.unknown-language": "The parts of a play are '## en' and '## zh'.",
    "play.unknown-section": "A heading that plays do not have. The hint names the nearest.",
    "damaged-file": """\
A file of the deal store cannot be read. Nothing is written over it: mend it, or take it from a backup.""",
    "foreign-file": """\
A file that the store did not make, often a copy by a sync program. Compare it with its original.""",
    "history-differs": """\
The facts of a deal are not what its history adds up to: the file was edited by hand. Take it from a
backup, or record the right value again.""",
    "permissions": """\
Others than you may use a file with customers' data. The hint is the command that closes it.""",
    "set-aside": """\
A damaged file was renamed so that nothing is lost. Mend it and put it back under its name.""",
    "stale-temp": "A writer was stopped in the middle. Nothing is lost; the file may be removed.",
    "unfinished-change": """\
A change of two files was cut off between them. It is finished when one of the deals is read or written
next.""",
    "unreadable-file": """\
The system does not let us read a file of the store. Look at its rights and its disk.""",
    "rules.none": "There are no rule files in this folder, so nothing could be advised.",
    "test.expect": "What a test expects cannot be read: an unknown word, fact or value.",
    "play.stray-text": """\
A text stands above the first heading, so nobody would see it. Put it below the heading it belongs to.""",
    "play.nested-list": "A list inside a list. Make it one sentence, or entries of the outer list.",
    "play.no-list": "Steps and questions are lists: begin each entry with '1. ' or '- '.",
}
