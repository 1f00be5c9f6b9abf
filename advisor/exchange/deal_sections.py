"""What the page says about the deal itself: its head, where we stand, people, the other side, counts."""

from advisor.advice.view import Brief, Guard, Member, Standing
from advisor.exchange.page import Entry, Line, Section
from advisor.exchange.voice import Voice, dotted, is_open

PEOPLE = 12
RIVALS = 6
GUARDS = 5


def head(brief: Brief, voice: Voice) -> tuple[str, ...]:
    """Return the lines below the title: account and day, the meeting, the header facts."""
    account = voice.name(brief.account) if brief.account != brief.name else ""
    lines = [dotted(account, voice.say("as_of", day=brief.today.isoformat())), _meeting(brief, voice)]
    if brief.meeting is not None:
        lines.append(voice.sentence(brief.meeting.note))
    facts = [standing for standing in brief.header if _says_more(standing, brief)]
    lines.append(dotted(*(voice.standing(standing) for standing in facts)))
    return tuple(line for line in lines if line)


def _says_more(standing: Standing, brief: Brief) -> bool:
    """Whether a header fact says something that is not unknown and not above it already."""
    if is_open(standing):
        return standing.note is not None
    return standing.text.en not in (brief.name, brief.account)


def _meeting(brief: Brief, voice: Voice) -> str:
    """Say when the next meeting is and who comes."""
    meeting = brief.meeting
    if meeting is None:
        return voice.say("no_meeting")
    told = voice.say("meeting", when=dotted(voice.day(meeting.on), voice.away(meeting.days)))
    persons = voice.listed((voice.name(person) for person in meeting.persons), PEOPLE)
    return dotted(told, voice.say("attended", persons=persons) if persons else "")


def position(brief: Brief, voice: Voice) -> Section:
    """Say where we stand: settled, or every value still possible and what would settle it."""
    return Section(voice.say("position"), tuple(_stand(standing, voice) for standing in brief.position))


def _stand(standing: Standing, voice: Voice) -> Entry:
    below = []
    if standing.because is not None:
        below.append(voice.line("why", voice.text(standing.because)))
    if standing.state in ("possible", "unknown") and standing.needs:
        below.append(voice.line("settle", voice.needs(standing.needs)))
    source = None if standing.rule is None else voice.line("rule", voice.rule(standing.rule))
    return Entry("point", voice.standing(standing), tuple(below), source)


def people(brief: Brief, voice: Voice) -> Section:
    """Say who takes part: role, class, relation, what each needs next."""
    entries = [_member(member, voice) for member in brief.persons[:PEOPLE]]
    return Section(voice.say("people"), limited(entries, len(brief.persons), voice))


def _member(member: Member, voice: Voice, guards: tuple[Guard, ...] = ()) -> Entry:
    """Write one person or rival: what is known, then what is not."""
    told = [voice.standing(s) for s in member.standings if not is_open(s)]
    missing = [voice.text(s.label) for s in member.standings if is_open(s)]
    told += [voice.pair(voice.say("not_known"), voice.listed(missing))] if missing else []
    name = voice.name(member.name) or voice.name(member.id)
    return Entry("point", voice.pair(name, dotted(*told)) if told else name, tuple(_likely(guards, voice)))


def other_side(brief: Brief, voice: Voice) -> Section:
    """Say where each rival stands, and what it will likely do."""
    entries = []
    for member in brief.rivals[:RIVALS]:
        guards = tuple(guard for guard in brief.guard if guard.rival in (member.name, member.id))
        entries.append(_member(member, voice, guards))
    known = {name for member in brief.rivals for name in (member.name, member.id)}
    others = dict.fromkeys(guard.rival for guard in brief.guard if guard.rival not in known)
    for rival in others:
        guards = tuple(guard for guard in brief.guard if guard.rival == rival)
        entries.append(Entry("point", voice.name(rival), tuple(_likely(guards, voice))))
    total = len(brief.rivals) + len(others)
    return Section(voice.say("guard"), limited(entries, total, voice))


def _likely(guards: tuple[Guard, ...], voice: Voice) -> list[Line]:
    """Write what a rival will likely do, each with its reason and rule."""
    found = []
    for guard in guards[:GUARDS]:
        told = voice.pair(voice.text(guard.title), voice.text(guard.because))
        found.append(voice.line("likely", voice.said_by(told, guard.rule)))
    if len(guards) > GUARDS:
        found.append(voice.line("likely", voice.say("more", n=len(guards) - GUARDS)))
    return found


def foot(brief: Brief, voice: Voice) -> str:
    """Say how much is known, how much of it is too old, and which rules spoke."""
    return dotted(
        voice.say("known", n=brief.known),
        voice.say("unknown", n=brief.unknown),
        voice.say("old", n=brief.old),
        voice.say("rulebook", digest=voice.name(brief.rulebook)),
    )


def limited(entries: list[Entry], total: int, voice: Voice) -> tuple[Entry, ...]:
    """Return the entries of one page, and how many more the brief holds."""
    if total <= len(entries):
        return tuple(entries)
    return (*entries, Entry("point", voice.say("more", n=total - len(entries))))
