"""What the tests of rules share: facts, one-line rules, and the page they make."""

from advisor.advice.view import Action, Brief
from advisor.rulebook.load import Source
from tests.rulebook.helpers import World, brief, decisions, facts, file

DEAL = facts(
    "deal",
    """
    p: {type: yes_no}
    q: {type: yes_no}
    n: {type: number, range: [0, 10]}
    m: {type: number, range: [0, 10]}
    amount: {type: money, currency: CNY}
    share: {type: percent}
    kind: {type: choice, values: {a: {en: first kind, zh: 第一类}, d: {en: fourth kind, zh: 第四类}}, derived: yes}
    due: {type: date}
    tags: {type: list of choice, values: {x: {en: Ex, zh: 甲}, y: {en: Why, zh: 乙}}}
    all_known: {type: yes_no}
    main: {type: reference to rival}
    points: {type: number, derived: yes}
    """,
)
PERSON = facts(
    "person",
    """
    name: {type: text}
    inside: {type: yes_no}
    level: {type: ordered, values: [user, manager, executive]}
    last_met: {type: date, our_act: yes}
    mood: {type: yes_no}
    """,
    "many_per: deal\nall_known: deal.all_known",
)
RIVAL = facts(
    "rival",
    "name: {type: text}\nlead: {type: choice, values: {ahead: {en: ahead, zh: 领先}, behind: {en: behind, zh: 落后}}}",
    "many_per: deal",
)
MEETING = facts("meeting", "date: {type: date, asked: no}", "many_per: deal")
FACTS = (DEAL, PERSON, RIVAL, MEETING)
WITH = "with: {person: {where: {inside: yes}, prefer: [highest level, latest last_met], if_nobody: find}}"


def recommend(*rules: str, name: str = "deal.move", words: str = "if_unknown: ask") -> str:
    return "\n".join(
        [
            f"- recommend: {name}",
            *(f"  {w}" for w in words.splitlines()),
            "  rules:",
            *(f"    - {r}" for r in rules),
        ]
    )


def move(
    id_: str,
    when: str = "{p: yes}",
    play_: str = "go",
    more: str = "",
    salience: str = "50",
    rest: str = "",
    en: str = "Go.",
    zh: str = "去。",
) -> str:
    """Return one rule on one line."""
    then = f"play: {play_}, salience: {salience}{', ' + more if more else ''}, because: {{en: '{en}', zh: '{zh}'}}"
    return f"{{id: {id_}, when: {when}, then: {{{then}}}{', ' + rest if rest else ''}}}"


def page(
    *files: Source | str,
    given: str = "deal: {p: yes}",
    plays: tuple[object, ...] = ("go", "wait", "find"),
    parameters: str = "",
) -> Brief:
    """Return the brief of a deal under some rules."""
    made = [
        f if isinstance(f, Source) else decisions(f, parameters, f"rules{n}.yaml")
        for n, f in enumerate(files)
    ]
    return brief(World(*FACTS, *made).look(given), *plays)  # type: ignore[arg-type]


def only(found: Brief) -> Action:
    (action,) = found.actions
    return action


def agenda(text: str) -> Source:
    return file("agenda.yaml", f"schema: agenda/1\n{text}")
