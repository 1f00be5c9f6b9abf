"""The pages that explain, as pure functions: they fit every width, hold what a reader must see, and nothing runs."""

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from advisor.advice.view import Brief
from advisor.cells import CLOSING, show
from advisor.labels import LANGS, Lang, same
from advisor.records import replace
from advisor.tui.pages.answer import choice_page
from advisor.tui.pages.brief import brief_page
from advisor.tui.pages.changed import changed_page
from advisor.tui.pages.debrief import debriefed_page, following, lead_lines, summary_page
from advisor.tui.pages.firm import firm_lines
from advisor.tui.pages.flips import aims_page, flips_page
from advisor.tui.pages.line import Line, Look, plain_text
from advisor.tui.pages.proof_page import proof_page, wanted
from advisor.tui.pages.rivals import chair_banner, chair_page, rivals_page
from advisor.tui.pages.trying import next_value, rows, tried_label, trying_page
from advisor.tui.pages.what_if import what_if_page
from advisor.tui.pages.why_not import why_not_page
from tests.tui import explained
from tests.tui.fixtures import HOSTILE, hostile, rich
from tests.tui.test_pages import MARKER

EN, WIDE = Look(80, "en"), Look(118, "en")
ANSWERS = {"deal.criteria_author": "us", "deal.budget_released": "=", "deal.open_terms": "price,service"}


def pages(brief: Brief, look: Look, text: str = "") -> dict[str, list[Line]]:
    """Return every page that explains; with `text` in place of every text there is."""

    def told(found: object) -> object:
        return explained.poisoned(found, text) if text else found

    sheet = told(explained.debrief())
    found: dict[str, list[Line]] = {
        "why not": why_not_page(told(explained.why("")), "", look),
        "what if": what_if_page(told(explained.what_if("deal.our_share=70%")), look, False),
        "trying": trying_page(rows(brief, told(explained.fact_list())), {"deal.our_share": text or "70%"}, "", look),
        "rivals": rivals_page(told(explained.rivals()), look),
        "banner": chair_banner(told(explained.chair("B")), look),
        "chair": chair_page(told(explained.chair("B")), look),
        "changed": changed_page(told(explained.changed()), look),
        "summary": summary_page(sheet, dict.fromkeys((item.path for item in sheet.items), text or "x"), look),
        "debriefed": debriefed_page(told(explained.debriefed(ANSWERS)), {"deal.open_terms"}, look),
        "aims": aims_page(rows(None, told(explained.fact_list()))[-2], told(explained.ways_out()).ways[0], look),
        "firm": firm_lines(told(explained.sensitivity("deal.support")), look),
    }
    for goal in ("x", "deal.opening=D", "deal.opening=G"):
        found[f"flips {goal}"] = flips_page(told(explained.flips(goal)), same(text) if text else None, look)
    for at in range(len(sheet.items) + 1):
        found[f"lead {at}"] = lead_lines(sheet, at, ANSWERS, look)
    for asked in ("people.power_first", "step.send_proposal", "rival.B.territory", "deal.support", "deal.our_share",
                  "deal.criteria_author"):  # fmt: skip
        for full in (False, True):
            found[f"proof {asked} {full}"] = proof_page(told(explained.why(asked)), brief, f"rule:{asked}", look, full)
    return found


@pytest.mark.parametrize("width", [24, 37, 52, 66, 78, 118, 200])
@pytest.mark.parametrize("lang", LANGS)
def test_every_page_fits_every_width(lang: Lang, width: int) -> None:
    for plain in (False, True):
        for name, lines in pages(rich(), Look(width, lang, plain)).items():
            for spans in lines:
                text = "".join(span.text for span in spans)
                assert cell_len(text) <= width and show(text) == text, f"{name}: {text!r}"
                start = text.strip()[:1]
                free = width < 52 or MARKER.match(text.strip()) or start in "…·." or text.strip().startswith(("x ", "> "))
                assert free or start not in CLOSING, f"{name}: {text!r}"


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_fits_and_is_shown_literally(text: str) -> None:
    squeezed = "".join(show(text).split())
    for look in (Look(118, "zh"), Look(40, "en")):
        for name, lines in pages(hostile(text), look, text).items():
            for spans in lines:
                assert cell_len("".join(span.text for span in spans)) <= look.width, name
                assert all(show(span.text) == span.text for span in spans), name
            if name != "trying":  # its columns cut texts
                found = "".join(plain_text(lines).split())
                assert squeezed in found, name


def test_a_proof_shows_the_four_states_with_what_is_instead() -> None:
    text = plain_text(proof_page(explained.why("people.power_first"), rich(), "rule:people.power_first 陈主任", WIDE, False))
    for words in ("✓ Met the vice-president: no", "× Our share: at least", "· Tender date: past", "✓ one of these at least",
                  "only where: Step: before tender", "✓ 陈主任: Role: advocate", "on the page: line 1 of the page",
                  "+60 salience", "? large deal", "? Who wrote the criteria: we did", "rules/people/power.yaml:41:9"[:26],
                  "FOR OTHERS", "王处长: silent: 1 not so", "✓ holds   × does not   ? not known   · not reached"):  # fmt: skip
        assert words in text, words


def test_only_the_whole_proof_opens_facts_down_to_who_said_them() -> None:
    def told(full: bool) -> str:
        return plain_text(proof_page(explained.why("people.power_first"), rich(), "", WIDE, full))

    assert "= 60% · " not in told(False) and "rival.territory · rules/opening/territory.yaml:18" not in told(False)
    whole = told(True)
    assert "rival.territory · rules/opening/territory.yaml:18" in whole and "crm, Thu 2 Oct, 50 days ago" in whole


def test_a_raw_fact_says_who_said_it_when_and_in_which_words() -> None:
    text = plain_text(proof_page(explained.why("deal.our_share"), rich(), "fact:deal.our_share", EN, False))
    assert "李雷, Wed 12 Nov, 9 days ago, typed in" in text and "“电话里说的”" in text


def test_lines_of_a_proof_lead_to_proofs_and_questions() -> None:
    def items(lines: list[Line]) -> set[str]:
        return {part.item for line in lines for part in line if part.item}

    rule = items(proof_page(explained.why("people.power_first"), rich(), "", EN, False))
    assert {"fact:rival.B.territory", "fact:deal.our_share", "question:deal.criteria_author"} <= rule
    assert "rule:people.power_first 王处长" in rule
    brief = rich()
    assert wanted(brief, "action:people.power_first 陈主任") == ("people.power_first", "陈主任")
    assert wanted(brief, "standing:deal.opening") == ("deal.opening", "")
    assert wanted(brief, "guard:mirror.F B") == ("mirror.F", "B")
    assert wanted(None, "rule:opening.G.hold 王 处长") == ("opening.G.hold", "王 处长")


def test_why_not_puts_what_waits_first_then_what_is_held_then_what_is_otherwise() -> None:
    text = plain_text(why_not_page(explained.why(""), "", WIDE))
    order = ["WAITS", "Offer a pilot", "? Who wrote the criteria", "HELD BACK", "Send the proposal",
             "taken by a stronger line (people.power_first)", "SOMETHING IS OTHERWISE", "Hold the price", "(王处长)",
             "(it is: 60%)"]  # fmt: skip
    at = 0
    for words in order:
        assert words in text[at:], f"{words!r} is missing or too early"
        at = text.index(words, at)
    assert "Send the proposal" in plain_text(why_not_page(explained.why(""), "递交 send", WIDE))
    assert "Esc shows all" in plain_text(why_not_page(explained.why(""), "zzz", WIDE))
    nothing = replace(explained.why(""), rules=(), near=())
    assert "Every rule that could speak is on the page." in plain_text(why_not_page(nothing, "", WIDE))


def test_the_first_questions_tell_what_their_answers_change() -> None:
    text = plain_text(brief_page(rich(), WIDE))
    for words in ("answers that change the page", "2 of 3", "if we did: opening becomes G normal; 'Offer a pilot (陈主任)' is added",
                  "if the customer: the page stays as it is", "    whatever the answer: ", "ask 陈主任",
                  "2 more open facts are not asked", "1 more questions rest"):  # fmt: skip
        assert words in text, words
    lines = text.splitlines()
    fourth = next(at for at, line in enumerate(lines) if "On which day will the tender" in line)
    assert "1 of 2" in lines[fourth] and not lines[fourth + 1].strip().startswith("if "), "the rest are a line each"


def test_each_answer_stands_beside_what_it_changes() -> None:
    text = plain_text(choice_page(rich().questions[0], frozenset(), WIDE))
    assert "2 a rival" in text and "opening becomes D problem; 'Get the budget approval letter' goes" in text.splitlines()[1]
    assert "I do not know  u\n" in text
    narrow = plain_text(choice_page(rich().questions[0], frozenset(), Look(40, "en"))).splitlines()
    assert narrow[1].strip().startswith("opening becomes")


def test_values_are_stepped_through_and_end_where_they_began() -> None:
    found = {row.path: row for row in rows(rich(), explained.fact_list())}
    who = found["deal.criteria_author"]
    steps, value = [], None
    for _ in range(5):
        value = next_value(who, value)
        steps.append(value)
    assert steps == ["us", "rival", "customer", None, "us"]
    met = found["person.副院长.met"]
    assert [next_value(met, None), next_value(met, "yes"), next_value(met, "unknown")] == ["yes", "unknown", None]
    ours = found["rival.B.territory"]
    assert ours.derived and [next_value(ours, None), next_value(ours, "theirs")] == ["theirs", None]
    for path in ("deal.our_share", "deal.open_terms"):
        with pytest.raises(LookupError):
            next_value(found[path], None)


def test_questions_stand_before_all_other_facts_and_each_fact_once() -> None:
    found = rows(rich(), explained.fact_list())
    paths = [row.path for row in found]
    assert paths[:4] == [question.path for question in rich().questions] and len(paths) == len(set(paths))
    assert tried_label(found[2].question, "price,service").en == "price, service"
    assert tried_label(found[0].question, "unknown").zh == "尚不清楚"
    text = plain_text(trying_page(found, {"deal.criteria_author": "us"}, "", WIDE))
    assert "→ we did" in text and "OPEN QUESTIONS" in text and "ALL FACTS" in text and "the rules say so" in text
    assert "share of B" in plain_text(trying_page(found, {}, "份额 B", WIDE))


def test_before_and_after_stand_side_by_side_or_in_one_list() -> None:
    found = explained.what_if("deal.criteria_author=us")
    wide, narrow = (plain_text(what_if_page(found, look, True)) for look in (WIDE, Look(78, "en")))
    assert "NOW ──" in wide and "THEN ──" in wide and wide.count("Meet the vice-president") == 2
    assert "NOW → THEN" in narrow and narrow.count("Meet the vice-president") == 1
    for text in (wide, narrow):
        for words in ("new   58", "up, was 3   64", "× Get the budget approval letter", "gone   81",
                      "opening: D or G → G normal", "no longer warned", "new question: On which day"):  # fmt: skip
            assert words in text, words
    assert "no longer asked" not in narrow, "what is tried is no news"
    nothing = replace(found, before=(), after=(), positions=(), questions_new=(), questions_gone=(), warnings_gone=(), guard_gone=())
    assert "The page stays as it is." in plain_text(what_if_page(nothing, EN, True))


def test_ways_say_who_can_bring_them_about_and_what_holds_fast() -> None:
    text = plain_text(flips_page(explained.flips("opening.E.first_mover"), None, EN))
    for words in ("WAY 1", "facts: 1", "who wrote the criteria: not known → we did", "in the buyer's hands",
                  "then it is line 2 of the page", "WAY 2", "in our hands", "then it speaks, but: below the first 5"):  # fmt: skip
        assert words in text, words
    blocked = plain_text(flips_page(explained.flips("deal.opening=D"), None, EN))
    assert "that is proved" in blocked and "IT IS HELD FAST BY" in blocked and "nobody's to change" in blocked


def test_the_proof_of_a_fact_ends_with_what_little_would_change_it() -> None:
    page = proof_page(explained.why("deal.support"), rich(), "fact:deal.support", WIDE, False, explained.sensitivity("deal.support"))
    text = plain_text(page)
    for words in ("WHAT LITTLE WOULD CHANGE IT", "facts tried: 5, not known: 2", "our share: 60% → below 35%", "⇒ theirs",
                  "B: lead: 5.2 = start 4 × 30% + people 10 × 40%"):  # fmt: skip
        assert words in text, words
    assert firm_lines(explained.sensitivity("deal.our_share"), EN) == [], "people's own words do not rest on others"
    way = plain_text(aims_page(rows(None, explained.fact_list())[-2], explained.ways_out().ways[0], EN))
    assert "step 1: opening D" in way and "step 2: opening G" in way and "ANOTHER VALUE" in way


def test_nobody_mistakes_the_rivals_board_for_ours() -> None:
    chair = explained.chair("B")
    banner = plain_text(chair_banner(chair, EN))
    assert "NOT OUR BOARD" in banner and "“we” is B" in banner and "“your side” is us" in banner
    assert not any(part.item for line in chair_page(chair, EN) for part in line), "nothing in it opens ours"


def test_rivals_stand_side_by_side_where_there_is_room() -> None:
    wide, narrow = (plain_text(rivals_page(explained.rivals(), Look(width, "zh"))) for width in (118, 60))
    assert any("B（主要对手）" in line and "云帆科技" in line for line in wide.splitlines())
    assert not any("B（主要对手）" in line and "云帆科技" in line for line in narrow.splitlines())
    for text in (wide, narrow):
        assert "拿我们未结的服务单做文章" in text and "还有谁在争" in text


def test_changes_are_told_cause_by_cause_with_who_said_so() -> None:
    text = plain_text(changed_page(explained.changed(), WIDE))
    order = ["Compared with the brief given on Mon 10 Nov, 11 days ago, the day of the last meeting", "WHAT IS DIFFERENT",
             "opening becomes G normal", "RULES EDITED", "people.power_first", "PARAMETERS TUNED", "rules/agenda.yaml:4",
             "This changed nothing", "DAYS WENT BY", "FACTS GREW OLD", "FACTS RECORDED", "our share: 40% -> 60%", "李雷"]  # fmt: skip
    at = 0
    for words in order:
        assert words in text[at:], f"{words!r} is missing or too early"
        at = text.index(words, at)


def test_what_follows_from_an_item_is_asked_only_when_that_was_answered() -> None:
    sheet = explained.debrief()
    assert following(sheet, -1, {}) == 0 and following(sheet, 3, {}) == 5
    assert following(sheet, 3, {"meeting.m1.we_promised": "a test"}) == 4
    assert following(sheet, 3, {"meeting.m1.we_promised": "unknown"}) == 5
    assert following(sheet, 5, {}, -1) == 3 and following(sheet, 5, {}) == 6 and following(sheet, 0, {}, -1) == -1


def test_the_end_of_a_debrief_names_every_answer_before_it_is_recorded() -> None:
    text = plain_text(summary_page(explained.debrief(), ANSWERS, EN))
    for words in ("criteria written by: we did", "budget released: still so: no", "open terms: price, service",
                  "left open: 3", "Enter records all of this"):  # fmt: skip
        assert words in text, words
    assert "Nothing was answered" in plain_text(summary_page(explained.debrief(), {}, EN))
    done = plain_text(debriefed_page(explained.debriefed(ANSWERS), {"deal.open_terms"}, EN))
    assert "taken back" in done and "u takes the fact under the cursor back" in done and "opening becomes G normal" in done


def test_poisoning_reaches_every_text() -> None:
    makers: tuple[Callable[[], object], ...] = (explained.rivals, explained.changed, explained.debrief)
    for make in makers:
        assert explained.poisoned(make(), "[/b]") != make()
    assert explained.poisoned(same("x"), "[/b]") == same("[/b]")
