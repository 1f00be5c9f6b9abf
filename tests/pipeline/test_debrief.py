"""Debrief: what is asked after a meeting, what becomes of the answers, and how they are taken back."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from advisor.advice.showing import Show
from advisor.errors import ChangedMeanwhile, FactError, UsageError
from advisor.explain.debrief_view import STILL, Debrief, DebriefItem
from advisor.explain.gist import changes, gist_of
from advisor.facts.deal import Deal, Fact
from advisor.pipeline.debrief import answers_to, record, sheet_of
from advisor.pipeline.desk import Desk
from tests.workspaces import TODAY, Workspaces, contents

HOSPITAL, HOTEL = "hospital-ultrasound", "hotel-aircon"
VISIT = "拜访许副院长"


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspaces]:
    made = Workspaces(tmp_path_factory.mktemp("demo"))
    yield made
    made.close()


@pytest.fixture
def desk(workspaces: Workspaces, tmp_path: Path) -> Desk:
    return workspaces.copy(tmp_path / "w")


def on(desk: Desk, day: date) -> Desk:
    """Return a desk of another day in the same workspace."""
    assert desk.folder is not None
    return Desk.open(desk.folder, day)


def items(sheet: Debrief, part: str) -> list[DebriefItem]:
    return [item for item in sheet.items if item.part == part]


# ---------------------------------------------------------------- the sheet


def test_the_sheet_asks_what_the_brief_asks_then_of_the_meeting_then_of_the_next(desk: Desk) -> None:
    sheet, brief = sheet_of(desk, "hospital"), desk.brief("hospital")
    assert (sheet.occasion.id, sheet.occasion.on, sheet.occasion.recorded) == (VISIT, TODAY, True)
    assert sheet.occasion.persons == ("孟主任", "许副院长")
    asked = items(sheet, "question")
    assert [item.path for item in asked] == [question.path for question in brief.questions[:9]]
    assert [item.path for item in items(sheet, "held")] == [
        f"meeting.{VISIT}.{name}"
        for name in ("persons", "we_promised", "our_promise_due", "they_promised", "their_promise_due")
    ]
    assert [(item.path, item.follows) for item in items(sheet, "next")] == [
        ("meeting.next.date", ""), ("meeting.next.persons", "meeting.next.date"),
    ]  # fmt: skip
    assert [item.part for item in sheet.items] == sorted(
        (item.part for item in sheet.items), key=["question", "earlier", "held", "next"].index
    )


def test_every_item_has_its_words_in_both_languages(desk: Desk) -> None:
    for deal in ("hospital", "hotel", "college", "brewery"):
        for item in sheet_of(desk, deal).items:
            assert item.ask.en and item.ask.zh and item.ask.en != item.ask.zh
            assert "$" not in item.ask.en + item.ask.zh


def test_without_a_meeting_it_is_about_a_conversation_of_today(desk: Desk) -> None:
    for sheet in (sheet_of(desk, "hotel"), sheet_of(desk, "hospital", talk=True)):
        assert (sheet.occasion.id, sheet.occasion.on, sheet.occasion.recorded) == (str(TODAY), TODAY, False)


def test_a_meeting_long_ago_is_not_debriefed(desk: Desk) -> None:
    assert sheet_of(on(desk, TODAY + timedelta(days=14)), "hospital").occasion.id == VISIT
    assert not sheet_of(on(desk, TODAY + timedelta(days=15)), "hospital").occasion.recorded


def test_the_last_meeting_counts_and_a_planned_next_one_is_known(desk: Desk) -> None:
    desk.set("hospital", ["meeting.电话.date=today - 2 days", "meeting.复谈.date=today + 3 days"], new=True)
    sheet = sheet_of(desk, "hospital")
    assert sheet.occasion.id == VISIT
    following = items(sheet, "next")
    assert [item.path for item in following] == ["meeting.复谈.date", "meeting.复谈.persons"]
    assert following[0].was is not None and following[0].was.en == "2026-11-24"
    assert following[1].follows == "", "the day is known, so who comes can be asked at once"


# ---------------------------------------------------------------- recording


def test_every_answer_is_an_event_of_the_meetings_day(desk: Desk) -> None:
    late = on(desk, TODAY + timedelta(days=2))
    done = record(
        late,
        "hospital",
        {"deal.requirement_clear": "yes", f"meeting.{VISIT}.we_promised": "检测报告"},
        by="李",
    )
    events = late.store.history(HOSPITAL)[1:]
    assert [(e.source, e.on, e.by, e.note) for e in events] == [
        ("debrief", TODAY, "李", f"meeting of 2026-11-21: {VISIT}")
    ] * 2
    assert [fact.event for fact in done.recorded] == [event.id for event in events]
    fact = late.store.get(HOSPITAL).facts("deal", HOSPITAL)["requirement_clear"]
    assert (fact.value, fact.source, fact.on, fact.by) == ("yes", "debrief", TODAY, "李")


def test_the_note_is_in_the_language_of_the_teller(desk: Desk) -> None:
    record(desk, "hotel", {"deal.project_approved": "no"}, lang="zh")
    assert desk.store.history(HOTEL)[-1].note == "2026-11-21 交谈"


def test_what_changed_is_what_two_pages_differ_in(desk: Desk) -> None:
    before = desk.conclude(desk.store.get(HOSPITAL), TODAY)
    done = record(desk, "hospital", {"deal.requirement_clear": "yes", "deal.our_share": "90%"})
    after = desk.conclude(desk.store.get(HOSPITAL), TODAY)
    gists = (gist_of(desk.pack.rulebook, desk.pack.plays, found) for found in (before, after))
    assert done.changes == changes(Show(desk.pack.rulebook, after), desk.pack.plays, *gists) != ()
    assert done.brief == desk.brief("hospital")


def test_each_answer_is_undone_by_itself_in_any_order(desk: Desk) -> None:
    begun = desk.store.get(HOSPITAL)
    told = {
        "deal.requirement_clear": "yes", "deal.budget": "unknown", f"meeting.{VISIT}.persons": STILL,
        f"meeting.{VISIT}.they_promised": "标书初稿", "meeting.next.date": "2026-12-01",
    }  # fmt: skip
    record(desk, "hospital", told)
    for path in (
        "asked.deal.budget.in_vain", f"meeting.{VISIT}.persons", "meeting.2026-12-01.date",
        "deal.requirement_clear", f"meeting.{VISIT}.they_promised",
    ):  # fmt: skip
        assert desk.undo("hospital", path=path), path
    after = desk.store.get(HOSPITAL)
    assert {s: dict(m) for s, m in after.subjects.items() if m} == {
        s: dict(m) for s, m in begun.subjects.items() if m
    }
    assert desk.undo("hospital", path="deal.requirement_clear") is None


def test_the_one_recorded_last_goes_first_without_a_path(desk: Desk) -> None:
    record(desk, "hospital", {"deal.requirement_clear": "yes", "deal.our_share": "90%"})
    changed = [desk.undo("hospital"), desk.undo("hospital"), desk.undo("hospital")]
    assert [c[0].path if c else None for c in changed] == ["deal.our_share", "deal.requirement_clear", None]


def test_who_was_there_was_met_that_day(desk: Desk) -> None:
    record(desk, "hospital", {f"meeting.{VISIT}.persons": "孟主任,梁科长"})
    deal = desk.store.get(HOSPITAL)
    for person in ("孟主任", "梁科长"):
        facts = deal.facts("person", person)
        assert (facts["met"].value, facts["last_met"].value) == ("yes", TODAY.toordinal())
    assert (
        "met" not in deal.facts("person", "许副院长") or deal.facts("person", "许副院长")["met"].value == "no"
    )


def test_a_later_meeting_with_somebody_is_not_forgotten(desk: Desk) -> None:
    late = on(desk, TODAY + timedelta(days=3))
    late.set("hospital", ["person.孟主任.last_met=today"])
    record(late, "hospital", {f"meeting.{VISIT}.persons": STILL})
    assert late.store.get(HOSPITAL).facts("person", "孟主任")["last_met"].value == late.today.toordinal()


def test_a_conversation_is_recorded_before_what_was_said_in_it(desk: Desk) -> None:
    done = record(
        desk,
        "hotel",
        {f"meeting.{TODAY}.we_promised": "A plan", f"meeting.{TODAY}.our_promise_due": "today + 2 days"},
    )
    assert [fact.path for fact in done.recorded] == [
        f"meeting.{TODAY}.{name}" for name in ("date", "we_promised", "our_promise_due")
    ]
    assert done.brief.actions[0].rule.id == "promise.due_soon"
    assert sheet_of(desk, "hotel").occasion.recorded, "the conversation is a meeting now"
    assert sheet_of(desk, "hotel", talk=True).occasion.id == f"{TODAY} 2"


def test_answers_that_are_not_about_the_conversation_do_not_record_one(desk: Desk) -> None:
    record(desk, "hotel", {"deal.project_approved": "no"})
    assert desk.store.get(HOTEL).members("meeting") == ()


def test_the_next_meeting_is_called_by_its_day(desk: Desk) -> None:
    told = {"meeting.next.persons": "Tom Birch", "meeting.next.date": "2026-12-01"}
    done = record(desk, "hotel", told)
    assert desk.store.get(HOTEL).members("meeting") == ("2026-12-01",)
    assert done.brief.meeting is not None
    assert (done.brief.meeting.on, done.brief.meeting.persons) == (date(2026, 12, 1), ("Tom Birch",))


def test_a_promise_of_ours_comes_up_until_it_is_kept(desk: Desk) -> None:
    told = {f"meeting.{VISIT}.we_promised": "检测报告", f"meeting.{VISIT}.our_promise_due": "2026-11-25"}
    record(desk, "hospital", told)
    late = on(desk, TODAY + timedelta(days=5))
    assert late.brief("hospital").actions[0].rule.id == "promise.late"
    late.set("hospital", ["meeting.复谈.date=today"], new=True)
    (item,) = items(sheet_of(late, "hospital"), "earlier")
    assert (item.path, "检测报告" in item.ask.en) == (f"meeting.{VISIT}.our_promise_kept", True)
    done = record(late, "hospital", {item.path: "yes"})
    assert "promise.late" not in {action.rule.id for action in done.brief.actions}
    assert not items(sheet_of(late, "hospital"), "earlier")


def test_a_promise_of_theirs_is_asked_after_when_its_day_has_passed(desk: Desk) -> None:
    told = {f"meeting.{VISIT}.they_promised": "标书初稿", f"meeting.{VISIT}.their_promise_due": "2026-11-24"}
    record(desk, "hospital", told)
    path = f"meeting.{VISIT}.their_promise_kept"
    assert path not in {question.path for question in desk.brief("hospital").questions}
    late = on(desk, TODAY + timedelta(days=5))
    assert path in {question.path for question in late.brief("hospital").questions}
    late.answer("hospital", path, "no")
    rules = {x.rule.id for x in (*late.brief("hospital").actions, *late.brief("hospital").held)}
    assert "promise.theirs_late" in rules


# ---------------------------------------------------------------- asked in vain


def test_a_question_asked_in_vain_rests_for_thirty_days(desk: Desk) -> None:
    first = desk.brief("hospital").questions[0].path
    done = record(desk, "hospital", {first: "unknown"})
    assert not done.recorded and len(done.vain) == 1
    assert (first in {q.path for q in done.brief.questions}, done.brief.resting) == (False, 1)
    assert first not in {item.path for item in sheet_of(desk, "hospital").items}
    for days, asked in ((30, False), (31, True)):
        brief = on(desk, TODAY + timedelta(days=days)).brief("hospital")
        assert (first in {q.path for q in brief.questions}) == asked
        assert brief.resting == (not asked)


def test_unknown_leaves_what_is_no_question_as_it_is(desk: Desk) -> None:
    before = contents(desk)
    done = record(desk, "hospital", {f"meeting.{VISIT}.persons": "unknown", "meeting.next.date": "unknown"})
    assert not done.recorded and not done.vain and contents(desk) == before


def test_a_question_whose_address_is_too_long_to_be_remembered_is_asked_again(desk: Desk) -> None:
    desk.create(Deal("odd", {"deal": {"odd": {}}, "person": {"王" * 198: {"met": Fact("yes", TODAY)}}}))
    about = [item for item in items(sheet_of(desk, "odd"), "question") if item.path.startswith("person.")]
    assert about
    done = record(desk, "odd", {item.path: "unknown" for item in about})
    assert not done.vain and not done.recorded


# ---------------------------------------------------------------- what cannot be recorded


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("deal.budget", "many", "deal.budget: 'many' is not an amount"),
        ("deal.our_shrae", "60%", "did you mean 'our_share'"),
        ("deal.step", "design", "this follows from the rules"),
        ("deal.value_class", "c1", "this follows from the rules"),
        (f"meeting.{VISIT}.persons", "孟主仁", "there is no person '孟主仁'"),
        (f"meeting.{VISIT}.we_promised", STILL, "nothing was ever recorded"),
        ("meeting.next.date", "2026-11-20", "in the past"),
        ("meeting.next.persons", "孟主任", "a meeting needs a day"),
        ("person.Nobody.met", "yes", "no person 'Nobody'"),
        (f"meeting.{VISIT}.we_promised", "x" * 3000, "not a usable text"),
        (f"meeting.{VISIT}.we_promised", "\ud800", "half a character"),
    ],
)
def test_nothing_is_recorded_unless_everything_can_be(desk: Desk, path: str, text: str, said: str) -> None:
    before = contents(desk)
    with pytest.raises((FactError, UsageError)) as error:
        record(desk, "hospital", {"deal.requirement_clear": "yes", path: text})
    assert said in str(error.value)
    assert contents(desk) == before


def test_somebody_new_is_recorded_where_that_is_wanted(desk: Desk) -> None:
    told = {
        f"meeting.{VISIT}.persons": "孟主任,何工",
        "meeting.next.date": "2026-12-01",
        "meeting.next.persons": "何工",
    }
    done = record(desk, "hospital", told, new=True)
    assert "何工" in desk.store.get(HOSPITAL).members("person")
    assert done.brief.meeting is not None
    assert [fact.path for fact in done.recorded].count("person.何工") <= 1


def test_answers_can_be_checked_one_by_one(desk: Desk) -> None:
    before = contents(desk)
    checks = answers_to(desk, sheet_of(desk, "hospital"))
    with pytest.raises(FactError):
        checks.entry(f"meeting.{VISIT}.persons", "何工")
    assert checks.entry(f"meeting.{VISIT}.persons", "何工", new=True) is not None
    assert checks.entry("meeting.next.persons", "何工") is not None, "an earlier answer added this person"
    assert checks.entry("deal.budget", "  ") is None
    assert contents(desk) == before


def test_a_change_by_somebody_else_in_between_is_noticed(desk: Desk) -> None:
    other, real = on(desk, TODAY), desk.store.get

    def slow(id: str) -> object:
        deal = real(id)
        other.set("hospital", [f"deal.our_share={deal.rev}%"])
        return deal

    desk.store.get = slow  # type: ignore[method-assign, assignment]
    with pytest.raises(ChangedMeanwhile):
        record(desk, "hospital", {"deal.requirement_clear": "yes"})
    assert "requirement_clear" not in real(HOSPITAL).facts("deal", HOSPITAL)


@pytest.mark.parametrize("name", ["a=b", "x|y", "A. B", "[bold]$x", "\u202eevil", "p\nq"])
def test_hostile_names_do_no_harm(desk: Desk, name: str) -> None:
    met = {"met": Fact("yes", TODAY)}
    meeting = {"date": Fact(TODAY.toordinal(), TODAY), "persons": Fact((name,), TODAY)}
    subjects = {"deal": {"odd": {}}, "person": {name: met}, "meeting": {name: meeting}}
    desk.create(Deal("odd", subjects))
    sheet = sheet_of(desk, "odd")
    assert sheet.occasion.id == name
    told = {item.path: STILL for item in sheet.items if item.was is not None}
    told |= {item.path: "unknown" for item in items(sheet, "question")}
    done = record(desk, "odd", {**told, f"meeting.{name}.we_promised": name.replace("\n", " ")})
    assert {fact.path.rpartition(".")[2] for fact in done.recorded} >= {"persons", "we_promised", "last_met"}
    assert len(done.vain) == len(items(sheet, "question"))
