"""The error family: every error a user can meet has a message, a place and a hint.

AdvisorError
├── RulebookError     rule, fact or play files that cannot be used (carries all findings)
├── FactError         a value, fact or subject that the dictionary does not know
├── StoreError        the deal store cannot do what was asked
│   ├── UnknownDeal   no deal of that id (hint: the nearest known one)
│   ├── DamagedDeal   a deal file that cannot be read; it was set aside, nothing is lost
│   └── ChangedMeanwhile  somebody else changed the deal since it was read
├── EngineError       the rule engine failed, hung or was killed
└── UsageError        a command was called in a way that cannot work
"""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Place(NamedTuple):
    """Where something stands: a file (relative where possible), line and column from 1."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return `file:line:column`, leaving out what is not known."""
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}" + (f":{self.column}" if self.column else "")


class Finding(NamedTuple):
    """One problem of a file: what, where, how bad, and what to write instead."""

    kind: str
    place: Place
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        """Return the finding as `advisor check` prints it."""
        head = f"{self.place}  {self.severity}  {self.message}  [{self.kind}]"
        return head + (f"\n    {self.hint}" if self.hint else "")


class AdvisorError(Exception):
    """Something the user can understand and mend."""

    def __init__(self, message: str, place: Place | None = None, hint: str = "") -> None:
        """Keep the three parts of an error apart so that every door can show them its way."""
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        """Return `place: message` and the hint on a line of its own."""
        head = f"{self.place}: {self.message}" if self.place else self.message
        return head + (f"\n    {self.hint}" if self.hint else "")


class RulebookError(AdvisorError):
    """Rule files that cannot be used; `findings` names every problem."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Summarise the findings; doors print them one by one."""
        first = findings[0] if findings else None
        count = sum(f.severity == "error" for f in findings)
        super().__init__(
            f"the rule files have {count} problem{'' if count == 1 else 's'}"
            + (f"; the first: {first}" if first else ""),
            hint="run 'advisor check' to see all of them",
        )
        self.findings = findings


class FactError(AdvisorError):
    """A value, fact or subject that the fact dictionary does not know."""


class StoreError(AdvisorError):
    """The deal store cannot do what was asked."""


class UnknownDeal(StoreError):
    """No deal of that id."""


class DamagedDeal(StoreError):
    """A deal file that cannot be read; it was set aside and nothing was overwritten."""


class ChangedMeanwhile(StoreError):
    """Somebody else changed the deal since it was read."""


class EngineError(AdvisorError):
    """The rule engine failed, hung or was killed."""


class UsageError(AdvisorError):
    """A command was called in a way that cannot work."""
