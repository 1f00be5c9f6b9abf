"""The words around looking back: both languages have the same gaps, and none is left over."""

import re
from pathlib import Path

from advisor.exchange.changes_words import WORDS
from advisor.explain.changing import changes_view as view
from tests.exchange.test_words import gaps

ROOM = Path(__file__).resolve().parents[2] / "advisor" / "exchange"


def test_both_languages_have_the_same_gaps() -> None:
    for key, label in WORDS.items():
        assert label.en.strip() and label.zh.strip(), key
        assert gaps(label.en) == gaps(label.zh), key


def test_every_cause_basis_and_kind_has_its_words() -> None:
    for cause in view.Cause.__args__:  # type: ignore[attr-defined]
        assert f"cause_{cause}" in WORDS
    for used in view.RulesUsed.__args__:  # type: ignore[attr-defined]
        assert f"rules_{used}" in WORDS and f"replay_{used}" in WORDS
    assert {"day_given", "day_end", "meeting_given", "meeting_end", "brief_given"} <= WORDS.keys()
    for kind in set(view.Kind.__args__) - {"member", "done"}:  # type: ignore[attr-defined]
        assert f"what_{kind}" in WORDS


def test_every_word_is_said_somewhere() -> None:
    code = "".join((ROOM / name).read_text("utf-8") for name in ("changes_text.py", "replay_text.py"))
    said = set(re.findall(r'"([a-z_]+)"', code))
    prefixes = ("cause_", "rules_", "replay_", "rule_", "what_", "day_", "meeting_", "brief_")
    hows = set(view.How.__args__)  # type: ignore[attr-defined]
    assert [key for key in WORDS if key not in said | hows and not key.startswith(prefixes)] == []
