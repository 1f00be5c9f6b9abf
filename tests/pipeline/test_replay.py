"""Replay: an earlier day's brief is given again as it was, or says in what it cannot be."""

import shutil

import pytest

from advisor.errors import UnknownDeal, UsageError
from advisor.exchange.replay_text import replay_section
from advisor.labels import Lang
from advisor.pipeline.replay import Replayed, replay

from .past import DEAL, FIRST, Past, after

TODAY = after(40)


def again(past: Past, day: int = 0) -> Replayed:
    return replay(past.desk(TODAY), DEAL, after(day))


def said(found: Replayed, lang: Lang = "en") -> str:
    return "\n".join(entry.title for entry in replay_section(found.note, lang).entries)


def test_it_is_what_was_given_then_whatever_was_recorded_since(past: Past) -> None:
    made = past.give(FIRST)
    past.tell(after(1), "deal.share=70%", "deal.met=yes")
    found = again(past)
    assert found.brief == made
    assert (found.note.rules, found.note.edits, found.note.differs, found.note.later) == ("same", (), (), 0)
    assert replay(past.desk(TODAY), DEAL, after(1)).brief != made


def test_it_is_what_was_given_then_whatever_became_of_the_rules(past: Past) -> None:
    made = past.give(FIRST)
    past.edit("value: 50%", "value: 10%")
    past.edit("play: visit", "play: hurry")
    past.edit("Goal attack.", "Another goal.", "playbooks/attack.md")
    past.edit("      en: Our share\n", "      en: Our part\n", "rules/facts.yaml")
    found = again(past)
    assert found.brief == made
    assert (found.note.rules, found.note.given, found.note.differs) == ("then", FIRST, ())
    assert {(edit.kind, edit.id, edit.how) for edit in found.note.edits} == {
        ("rule", "moves.visit", "edited"), ("parameter", "cut", "edited"), ("play", "attack", "edited"),
        ("fact", "deal.share", "edited"),
    }  # fmt: skip
    assert "rules of then" in said(found) and "50% -> 10%" in said(found)
    assert past.desk(TODAY).brief(DEAL).rulebook != made.rulebook


def test_the_latest_brief_of_that_day_or_before_names_the_rules(past: Past) -> None:
    past.give(FIRST)
    past.edit("value: 50%", "value: 10%")
    later = past.give(after(5))
    past.edit("value: 10%", "value: 90%")
    assert again(past, 4).brief.rulebook == past.snapshots()[0].rulebook
    assert (again(past, 9).brief.rulebook, again(past, 9).note.given) == (later.rulebook, after(5))


def test_a_copy_that_is_gone_is_told_with_what_todays_rules_make_of_that_brief(past: Past) -> None:
    past.give(FIRST)
    past.edit("value: 50%", "value: 10%")
    shutil.rmtree(past.folder / ".editions")
    found = again(past)
    assert found.note.rules == "gone"
    assert found.brief.rulebook == past.desk(TODAY).pack.rulebook.digest
    assert [(c.kind, c.id) for c in found.note.differs] == [
        ("position", "deal.place"), ("new", "defend"), ("gone", "attack"),
    ]  # fmt: skip
    assert "are gone" in said(found) and "Play defend" in said(found)


def test_a_copy_that_is_gone_and_rules_that_say_the_same(past: Past) -> None:
    past.give(FIRST)
    past.edit("value: 50%", "value: 49%")
    past.copies[0].write_bytes(b"damaged")
    found = again(past)
    assert (found.note.rules, found.note.differs) == ("gone", ())
    assert "make the same page" in said(found)


def test_rules_that_this_program_cannot_read_count_as_gone(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    from advisor.errors import RulebookError
    from advisor.pipeline.editions import Edition

    past.give(FIRST)
    past.edit("value: 50%", "value: 10%")

    def refuse(self: Edition, parameters: object = None) -> None:
        raise RulebookError(())

    monkeypatch.setattr(Edition, "compiled", refuse)
    assert again(past).note.rules == "gone"


def test_rules_by_the_same_name_need_no_copy(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    from advisor.pipeline import cache

    monkeypatch.setattr(cache, "__version__", "0.0.1")
    made = past.give(FIRST)
    monkeypatch.undo()
    monkeypatch.setenv("ADVISOR_CACHE", str(past.folder / "cache"))
    assert (again(past).note.rules, again(past).note.then.version) == ("same", "0.0.1")
    shutil.rmtree(past.folder / ".editions")
    found = again(past)
    assert (found.note.rules, found.note.then.version, found.brief) == ("same", "", made)


def test_before_the_first_brief_nobody_knows_the_rules(past: Past) -> None:
    past.give(after(3))
    found = again(past, 1)
    assert (found.note.rules, found.note.given, found.note.then.digest) == ("unnamed", None, "")
    assert "no brief had been given" in said(found)


def test_what_was_recorded_later_that_day_is_in_it_and_said(past: Past) -> None:
    past.give(FIRST)
    past.tell(FIRST, "deal.share=70%")
    found = again(past)
    assert found.note.later == 1
    assert found.brief.actions[0].play == "defend"
    assert "changes: 1" in said(found)


def test_a_replay_leaves_nothing(past: Past) -> None:
    past.give(FIRST)
    before = past.snapshots()
    again(past)
    again(past, 3)
    assert past.snapshots() == before


def test_days_without_an_answer(past: Past) -> None:
    desk = past.desk(after(3))
    with pytest.raises(UsageError, match="nothing had been recorded about 'crane' by 2026-03-01") as error:
        replay(desk, DEAL, after(-1))
    assert "2026-03-02" in error.value.hint
    with pytest.raises(UsageError, match="still to come"):
        replay(desk, DEAL, after(4))
    with pytest.raises(UnknownDeal):
        replay(desk, "grane", FIRST)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_note_reads_in_both_languages(past: Past, lang: Lang) -> None:
    past.give(after(1))
    assert said(again(past, 0), lang) and said(again(past, 1), lang)
    past.edit("value: 50%", "value: 10%")
    assert said(again(past, 1), lang)
    shutil.rmtree(past.folder / ".editions")
    assert "{" not in said(again(past, 1), lang)
