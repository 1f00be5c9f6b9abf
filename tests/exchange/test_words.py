"""The renderers' own words, and how little has to be loaded to say them."""

import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

from advisor.exchange.words import WORDS, say, term

ROOM = Path(__file__).resolve().parents[2] / "advisor" / "exchange"


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_gaps() -> None:
    for key, label in WORDS.items():
        assert label.en.strip() and label.zh.strip(), key
        assert gaps(label.en) == gaps(label.zh), key


def test_every_word_is_said_somewhere() -> None:
    code = "\n".join(path.read_text("utf-8") for path in ROOM.glob("*.py") if path.name != "words.py")
    said = set(re.findall(r'(?:say|term)\(\s*"([a-z_]+)"', code))
    said |= set(re.findall(r'joint(?:: str )?= ?"([a-z]+)"', code))
    said |= {f"name_{name}" for name in re.findall(r'line\("([a-z]+)"', code)} | {"name_rule"}
    said |= {"perhaps_with", "with", "none", "unknown_value", "days_ahead", "days_ago"}
    prefixes = ("effort_", "warn_", "origin_", "days_", "verdict_")
    unsaid = [key for key in WORDS if key not in said and not key.startswith(prefixes)]
    assert unsaid == []


def test_values_are_never_read_as_a_template() -> None:
    assert say("pair", "en", name="{n}", value="{value.__class__}") == "{n}: {value.__class__}"


def test_an_unknown_id_is_its_own_word() -> None:
    assert term("effort", "high", "zh") == "大"
    assert term("effort", "heroic", "zh") == "heroic"


def test_printing_a_brief_loads_no_heavy_library() -> None:
    names = ["brief_text", "brief_markdown", "brief_json"]
    program = "; ".join(f"import advisor.exchange.{name}" for name in names)
    program += "; import sys; print(sorted({'rich', 'textual', 'typer', 'yaml', 'json', 'wcwidth'} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOM.parents[1], capture_output=True, text=True, timeout=60, check=True
    )
    assert run.stdout.strip() == "[]"
