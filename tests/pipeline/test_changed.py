"""Why the advice changed: every cause is told apart, and what they did adds up to what is different."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from advisor.advice.view import PageChange
from advisor.errors import UsageError
from advisor.exchange.changes_text import as_text
from advisor.explain.changing.changes_view import AdviceChanges, Entry, Step
from advisor.labels import Lang
from advisor.pipeline.changed import changed

from .past import DEAL, FIRST, Past, after


def why(past: Past, today: int, since: date | None = FIRST) -> AdviceChanges:
    return changed(past.desk(after(today)), DEAL, since)


def only(found: AdviceChanges, cause: str) -> Step:
    """Return the one step there is."""
    assert [step.cause for step in found.steps] == [cause]
    return found.steps[0]


def lines(changes: tuple[PageChange, ...]) -> list[str]:
    return [f"{change.kind} {change.id}" for change in changes if change.kind != "moved"]


def by_id(step: Step) -> dict[str, Entry]:
    return {entry.id: entry for entry in step.entries}


LEADS = ["position deal.place", "new defend", "gone attack"]


def test_nothing_changed(past: Past) -> None:
    past.give(FIRST)
    found = why(past, 1)
    assert (found.lines, found.steps, found.as_given, found.rules) == ((), (), True, "same")


def test_a_fact_somebody_set(past: Past) -> None:
    past.give(FIRST)
    past.tell(after(1), "deal.share=70%", by="Ann")
    found = why(past, 2)
    [entry] = only(found, "facts").entries
    assert lines(found.lines) == lines(entry.lines) == LEADS
    assert (entry.id, entry.how, entry.by, entry.source, entry.on) == ("deal.share", "edited", "Ann", "typed", after(1))
    assert (entry.was and entry.was.en, entry.now and entry.now.en) == ("20%", "70%")


def test_each_line_belongs_to_the_fact_that_changes_it_alone(past: Past) -> None:
    past.give(FIRST)
    past.tell(after(1), "deal.share=70%", by="Ann")
    past.tell(after(2), "deal.met=yes", by="Bob")
    past.tell(after(2), "deal.red=no")
    step = only(why(past, 3), "facts")
    told = by_id(step)
    assert lines(told["deal.share"].lines) == LEADS
    assert (lines(told["deal.met"].lines), told["deal.met"].by) == (["gone visit"], "Bob")
    assert (told["deal.red"].lines, told["deal.red"].how) == ((), "added")
    assert step.together == ()


def test_what_takes_two_facts_is_told_by_both(past: Past) -> None:
    past.give(FIRST)
    past.tell(after(1), "deal.red=yes", "deal.blue=yes")
    told = by_id(only(why(past, 2), "facts"))
    assert lines(told["deal.red"].lines) == lines(told["deal.blue"].lines) == ["new both"]


def test_what_no_fact_does_alone_is_done_together(past: Past) -> None:
    two_of_three = "when: {count: {at_least: 2, of: [{red: yes}, {blue: yes}, {met: yes}]}}"
    past.edit("when: {red: yes, blue: yes}", two_of_three)
    past.give(FIRST)
    past.tell(after(1), "deal.red=yes", "deal.blue=yes", "deal.met=yes")
    step = only(why(past, 2), "facts")
    assert lines(step.together) == ["new both"]
    assert {id: lines(entry.lines) for id, entry in by_id(step).items() if entry.lines} == {"deal.met": ["gone visit"]}


def test_parts_beyond_the_limit_are_told_together(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    from advisor.explain.changing import changes

    monkeypatch.setattr(changes, "TRIED", 1)
    past.give(FIRST)
    past.tell(after(1), "deal.met=yes", "deal.share=70%")
    step = only(why(past, 2), "facts")
    assert {id: lines(entry.lines) for id, entry in by_id(step).items()} == {"deal.met": ["gone visit"], "deal.share": []}
    assert lines(step.together) == LEADS


def test_facts_the_rules_no_longer_know(past: Past) -> None:
    past.give(FIRST)
    past.tell(after(1), "deal.red=yes", "deal.blue=yes")
    past.desk(after(1)).set(DEAL, ["meeting.kick-off.date=2026-03-09"], new=True)
    past.edit("when: {red: yes, blue: yes}", "when: {met: yes}")
    path = past.rules / "facts.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  red:\n"), text.index("  blue:\n")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    (past.rules / "meeting.yaml").unlink()
    found = why(past, 2)
    told = by_id(next(step for step in found.steps if step.cause == "facts"))
    assert told["deal.red"].now is not None and told["deal.red"].now.en == "yes"
    assert {"meeting.kick-off", "meeting.kick-off.date"} <= told.keys()
    assert "deal.red" in as_text(found, "zh", 40)


def test_a_fact_taken_back_and_one_confirmed(past: Past) -> None:
    past.tell(FIRST, "deal.red=yes", "deal.blue=yes")
    past.give(FIRST)
    past.tell(after(1), "deal.red=unknown", by="Cy")
    past.tell(after(1), "deal.share=20%")
    told = by_id(only(why(past, 2), "facts"))
    assert (told["deal.red"].how, told["deal.red"].by, lines(told["deal.red"].lines)) == ("removed", "Cy", ["gone both"])
    assert told["deal.share"].was == told["deal.share"].now


def test_what_another_deal_told_of_the_account(past: Past) -> None:
    past.begin("second")
    past.give(FIRST)
    past.tell(after(1), "account.public=yes", by="Dee", deal="second")
    [entry] = only(why(past, 2), "facts").entries
    assert (entry.id, entry.by, lines(entry.lines)) == ("account.public", "Dee", ["new comply"])


def test_a_play_carried_out_and_a_new_member(past: Past) -> None:
    past.give(FIRST)
    desk = past.desk(after(1))
    desk.store.done(DEAL, "visit", after(1), "Ann", recorded_at=datetime(2026, 3, 3, 9, tzinfo=UTC))
    past.desk(after(1)).set(DEAL, ["meeting.kick-off.date=2026-03-09"], by="Ann", new=True)
    told = by_id(only(why(past, 2), "facts"))
    assert (told["visit"].kind, told["visit"].how, told["visit"].by) == ("done", "added", "Ann")
    assert (told["meeting.kick-off"].kind, told["meeting.kick-off.date"].kind) == ("member", "fact")
    assert "Done: Play visit" in as_text(why(past, 2), "en")


def test_a_fact_that_grew_old(past: Past) -> None:
    past.give(FIRST)
    found = why(past, 31)
    [entry] = only(found, "old").entries
    assert (entry.id, entry.how, entry.by, entry.on) == ("deal.met", "old", "Ann", FIRST)
    assert lines(entry.lines) == lines(found.lines) == ["gone visit"]


def test_days_that_went_by(past: Past) -> None:
    past.tell(FIRST, "deal.tender=2026-03-25")
    past.give(FIRST)
    found = why(past, 20)
    assert (only(found, "days").entries, lines(found.lines)) == ((), ["new hurry"])


def test_a_rule_that_was_edited(past: Past) -> None:
    past.give(FIRST)
    past.edit("play: visit", "play: hurry")
    found = why(past, 1)
    [entry] = only(found, "rules").entries
    assert (entry.kind, entry.id, entry.how) == ("rule", "moves.visit", "edited")
    assert entry.place.startswith("rules/all.yaml:")
    assert lines(entry.lines) == lines(found.lines) == ["new hurry", "gone visit"]
    assert (found.rules, found.then == found.now) == ("then", False)


def test_a_parameter_that_was_tuned(past: Past) -> None:
    past.give(FIRST)
    past.edit("value: 50%", "value: 15%")
    found = why(past, 1)
    [entry] = only(found, "parameters").entries
    assert (entry.id, entry.was and entry.was.en, entry.now and entry.now.en) == ("cut", "50%", "15%")
    assert lines(entry.lines) == lines(found.lines) == LEADS


def test_a_line_that_only_moved_in_its_file_is_no_edit(past: Past) -> None:
    past.give(FIRST)
    past.edit("decisions:\n", "# a remark\n\ndecisions:\n")
    found = why(past, 1)
    assert (found.rules, found.steps) == ("then", ())


def test_the_order_of_rows_is_an_edit_of_their_table(past: Past) -> None:
    rows = ("      - id: place.a\n        when: {met: yes}\n        then: ahead\n",
            "      - id: place.b\n        when: {red: yes}\n        then: behind\n")  # fmt: skip
    past.edit("    table:\n", "    table:\n" + "".join(rows))
    past.give(FIRST)
    past.edit("".join(rows), "".join(reversed(rows)))
    [entry] = only(why(past, 1), "rules").entries
    assert (entry.kind, entry.id) == ("decision", "deal.place")


def test_rules_that_came_with_a_newer_program(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    """The base pack is the workspace's own here, so that it can be changed as an upgrade changes it."""
    from advisor import __version__, content
    from advisor.pipeline import cache, rules_then

    pack = content.pack_of(past.folder)
    monkeypatch.setattr(content, "base", lambda: pack)
    monkeypatch.setattr(cache, "__version__", "0.0.1")
    past.give(FIRST)
    monkeypatch.setattr(cache, "__version__", __version__)
    past.edit("play: visit", "play: hurry")
    found = why(past, 1)
    assert only(found, "pack").entries[0].id == "moves.visit"
    assert (found.then.version, found.now.version) == ("0.0.1", rules_then.__version__)


def test_all_at_once_adds_up(past: Past) -> None:
    past.tell(FIRST, "deal.tender=2026-04-08", "deal.red=yes")
    past.give(FIRST)
    past.edit("value: 50%", "value: 75%")
    past.edit("when: {red: yes, blue: yes}", "when: {red: yes}")
    past.tell(after(3), "deal.share=80%")
    found = why(past, 31)
    assert [step.cause for step in found.steps] == ["rules", "parameters", "days", "old", "facts"]
    assert [lines(step.lines) for step in found.steps] == [["new both"], [], ["new hurry"], ["gone visit"], LEADS]
    assert sorted(lines(found.lines)) == sorted(["new both", "new hurry", "gone visit", *LEADS])


def test_rules_that_are_gone_are_told_by_what_they_said(past: Past) -> None:
    past.give(FIRST)
    past.edit("play: visit", "play: hurry")
    past.tell(after(1), "deal.share=70%")
    shutil.rmtree(past.folder / ".editions")
    found = why(past, 2)
    assert found.rules == "gone"
    assert [(step.cause, lines(step.lines)) for step in found.steps] == [
        ("rules", ["new hurry", "gone visit"]), ("facts", LEADS),
    ]  # fmt: skip
    assert "no longer at hand" in as_text(found, "en")


def test_a_day_without_a_brief_is_what_was_known_at_its_end(past: Past) -> None:
    past.give(FIRST)
    past.tell(after(2), "deal.share=70%")
    past.tell(after(4), "deal.met=yes")
    found = why(past, 5, after(2))
    assert (found.basis, found.as_given, found.rules) == ("day", False, "same")
    assert list(by_id(only(found, "facts"))) == ["deal.met"]


def test_what_was_told_after_the_brief_of_that_day_counts(past: Past) -> None:
    past.give(FIRST)
    past.tell(FIRST, "deal.share=70%")
    assert list(by_id(only(why(past, 0), "facts"))) == ["deal.share"]


def test_it_looks_back_to_the_last_meeting(past: Past) -> None:
    past.give(FIRST)
    days = {"a": after(2), "b": after(5), "c": after(9)}
    past.desk(FIRST).set(DEAL, [f"meeting.{name}.date={day}" for name, day in days.items()], new=True)
    past.tell(after(6), "deal.share=70%")
    found = why(past, 7, None)
    assert (found.basis, found.since, found.as_given) == ("meeting", after(5), False)
    assert list(by_id(only(found, "facts"))) == ["deal.share"]


def test_without_a_meeting_it_looks_back_to_the_last_brief_that_was_another(past: Past) -> None:
    past.desk(FIRST).set(DEAL, ["meeting.a.date=2026-02-01"], new=True)  # nothing was known then
    past.give(after(1))
    past.give(after(2))
    past.tell(after(3), "deal.share=70%")
    past.give(after(3))
    found = why(past, 3, None)
    assert (found.basis, found.since, found.as_given) == ("brief", after(2), True)
    assert lines(found.lines) == LEADS


def test_with_nothing_to_look_back_to(past: Past) -> None:
    with pytest.raises(UsageError, match="no meeting and no brief") as error:
        why(past, 3, None)
    assert "--since" in error.value.hint
    with pytest.raises(UsageError, match="nothing had been recorded"):
        why(past, 3, after(-1))
    with pytest.raises(UsageError, match="still to come"):
        why(past, 3, after(4))


def test_a_program_that_decides_differently_is_a_cause_of_its_own(past: Past) -> None:
    past.give(FIRST)
    store = past.desk(FIRST).store
    [record] = store.advice(DEAL)
    from advisor.explain.gist import Gist
    from advisor.pipeline.gist_json import digest, plain

    other = Gist((("deal.place", "ahead"),), ())
    store.put_advice(DEAL, {**record, **plain(other), "result": digest(other)})
    found = why(past, 0)
    assert lines(only(found, "program").lines) == ["position deal.place", "new attack", "new visit"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_reads_in_both_languages(past: Past, lang: Lang, golden: Callable[[str, str], None]) -> None:
    past.tell(FIRST, "deal.tender=2026-04-08", "deal.red=yes")
    past.give(FIRST)
    past.edit("value: 50%", "value: 75%")
    past.edit("when: {red: yes, blue: yes}", "when: {red: yes}")
    past.tell(after(3), "deal.share=80%")
    past.desk(after(4)).set(DEAL, ["meeting.kick-off.date=2026-03-09"], by="Ann \x1b[2J[/b]", new=True)
    text = as_text(changed(past.desk(after(31)), DEAL, FIRST), lang, 80)
    golden(f"changes.{lang}.txt", text)
