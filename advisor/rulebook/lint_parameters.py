"""Parameters that nobody uses: tuning one would change nothing."""

from collections.abc import Iterator, Mapping, Set

from advisor.errors import Finding
from advisor.rulebook.decisions import Parameter


def unused_parameters(parameters: Mapping[str, Parameter], used: Set[str]) -> Iterator[Finding]:
    """Find parameters that no rule names. `used` is known only while the files are read."""
    for name in sorted(parameters.keys() - used):
        message = f"nobody uses the parameter '{name}'"
        hint = f"write ${name} where its value is meant, or take it out"
        yield Finding("parameter.unused", parameters[name].place, message, hint, "warning")
