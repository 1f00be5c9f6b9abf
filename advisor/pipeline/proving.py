"""Running the tests that stand beside the rules of a pack."""

from advisor.advice.ruletests import Report, run_tests
from advisor.content import Pack, play_files, rule_files
from advisor.engine.driver import InProcess
from advisor.playbook.plays import load_plays
from advisor.rulebook.load import Source


def prove(pack: Pack, only: str = "") -> Report:
    """Run all tests, or those whose id, rule or decision is `only`. Raises `RulebookError`."""
    files = tuple(Source(file.name, file.text) for file in rule_files(pack))
    plays, _ = load_plays(play_files(pack))
    return run_tests(files, plays, InProcess, only)
