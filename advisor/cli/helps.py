"""The help of each command: what it does, and examples. A backspace sign keeps line ends."""

BRIEF = """\
Print one page about a deal: where it stands, what to do, what to ask, and why.

\b
advisor brief hospital-ultrasound
advisor brief hospital --lang zh --format md > brief.md
advisor brief --facts facts.yaml --today 2026-11-21
advisor brief hospital --as-of 2026-11-14     the page of that day, with what was known then

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

RIVALS = """\
The board from the other side: where each rival stands against us, what it will likely do, what we guard, and
what its own advisor would tell it. With --flip the whole page as that advisor would have it.

\b
advisor rivals hospital
advisor rivals airport Conveyor
advisor rivals hospital --flip

From a rival's chair only what both sides can see is known; rules/mirror.yaml says what that is."""

CHANGES = """\
Say why the advice changed since a day: which facts were recorded and by whom, which grew old, which rules
were edited, which parameters tuned. Compared with the day of the last meeting unless a day is named.

\b
advisor changes hospital
advisor changes hospital --since 2026-11-14
advisor changes hospital --format json"""

WHY = """\
Say why a line is on the page, or why it is not: the rule with its place, each condition with how it stands,
and who said so, when. Without a name: the actions of the page, and the rules that miss least.

\b
advisor why hospital
advisor why hospital accelerate-procurement       a play, and every rule that may recommend it
advisor why hospital opening.G                    a rule, or the beginning of its id
advisor why hospital opening                      a fact: what it follows from, what is still possible
advisor why hospital person.王处长.role --format json

A fact that follows from others is opened two levels deep; ask on for the rest."""

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

WHATIF = """\
Change facts without saving them, and see the advice before and after side by side.

\b
advisor whatif hospital deal.our_share=60%
advisor whatif hospital person.梁科长.lean=us deal.budget=unknown
advisor whatif hospital rival.Northgate.share=30% --new
advisor whatif hospital deal.value_class=c1 --keep --note "strategic account"

Any facts that 'advisor set' takes can be tried. 'unknown' takes a fact back; --keep records what
was tried."""

FLIP = """\
Say what would make something come true: the fewest changes that are enough, none of which can be left out.

\b
advisor flip hospital                              the way out of where the deal stands
advisor flip hospital deal.opening=G
advisor flip hospital accelerate-procurement
advisor flip hospital rival.Northgate.lead=ahead --changeable-by us

Of a number, write FACT="at least 6". Where there is no way, it says whether that is proved and what is in
the way. A fact that is not known yet counts as a change."""

SENSITIVITY = """\
Say how firm a result is: the smallest differences in what was told that would change it, and its score.

\b
advisor sensitivity hospital
advisor sensitivity hospital deal.value_class"""

DEBRIEF = """\
One minute after a meeting: the questions that were asked, what was promised, when you meet again. Every
answer becomes a fact of the day of the meeting that can be undone by itself; the new advice follows at once.

\b
advisor debrief hospital
advisor debrief hospital --talk               about a conversation of today, not the last meeting
advisor debrief hospital --form > after.txt   the questions to fill in, then:
advisor debrief hospital --answers after.txt

Keys: y yes, n no, u still unknown, a digit for an answer (1,3 for several), = still so, Enter skips,
q stops and saves what was answered, Ctrl-C saves nothing."""

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
