"""The help of each command: what it does, and examples. A backspace sign keeps line ends."""

BRIEF = """\
Print one page about a deal: where it stands, what to do, what to ask, and why.

\b
advisor brief hospital-ultrasound
advisor brief hospital --lang zh --format md > brief.md
advisor brief --facts facts.yaml --today 2026-11-21

A file of facts holds a mapping as rule tests give it:

\b
deal: {our_share: 60%, co_initiated: yes}
rival:
  - {name: B, share: 10%}"""

SHOW = """\
List the facts of a deal: value, who said it and when, and what follows from the rules.

\b
advisor show hospital
advisor show hospital --all"""

NEW = """\
Begin a deal. Persons, rivals and meetings that the facts name are added with it.

\b
advisor new harbour-crane deal.name="Harbour crane" account.name=Westhaven
advisor new harbour-crane deal.amount="1.2 M" person.Joan.met=yes rival.Kranwerk.share=20%
advisor new harbour-crane --facts crane.yaml"""

SET = """\
Record facts of a deal, all of them or none.

\b
advisor set hospital deal.our_share=60%
advisor set hospital person.王处长.met=yes person.王处长.lean=us --on 2026-11-20
advisor set hospital rival.Northgate.share=20% --new --by "head of IT"
advisor set hospital deal.our_share=unknown

The paths are those that 'advisor show DEAL --all' lists."""

CHECK = """\
Name every problem of all rule and play files at once, sorted by file and line.

\b
advisor check                           the rules in use
advisor check my-workspace
advisor check --explain grid.incomplete"""

TEST = """\
Run the tests that stand beside the rules.

\b
advisor test
advisor test --only opening.G.accelerate"""

DEMO = """\
Make a workspace with example deals, their meetings in the days to come.

\b
advisor demo --open
advisor demo /somewhere/else"""

PORTFOLIO = """\
What the rules say of all open deals together: how many, which kinds, what to do about it.

\b
advisor portfolio
advisor portfolio --owner Ann scope=rep
advisor portfolio scope=team weekly_hours=40"""

COVERAGE = """\
Which combinations of two facts have advice of their own, and which fall back to advice on each alone.

\b
advisor coverage"""

DOCS = """\
Pages made from the rules, plays and tests themselves.

\b
advisor docs method                     every system: facts, results, plays, tests, what is missing
advisor docs coverage                   which combinations have advice of their own
advisor docs method --check             1 when docs/method.md is out of date"""
