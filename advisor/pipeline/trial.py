"""The trial build: new rules are built in an engine process of their own before they are put to work."""

from advisor.engine.decidings import Decidings
from advisor.engine.supervisor import trial
from advisor.rulebook.decisions import Rulebook


def trial_build(rulebook: Rulebook) -> str:
    """Build every decision's rules in a throw-away process and return what is wrong, or nothing.

    Rules that hang or crash the engine must not reach the one that is at work.
    """
    rulesets = [deciding.ruleset for deciding in Decidings(rulebook, remembers=False, warm=0).values()]
    problems = [p for p in trial(rulesets) if p.severity == "error"]
    return f"{problems[0].ruleset}: {problems[0].message}" if problems else ""
