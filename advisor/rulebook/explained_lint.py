"""Explanations: what the loader can read and what still does not do what its author meant."""

LINT = """
= table.overlap, decisions
Two rows with different results can hold together: in a table that is unique (or any) the fact then
stays unknown. The hint shows a case. Narrow one of the rows, or make the table 'first' and put the
more important row on top.
- bad
- derive: deal.lead
  hit_policy: unique
  table:
    - {when: {our_share: {at_least: 50%}}, then: ahead}
    - {when: {tender_issued: yes}, then: behind}
    - otherwise: level
- good
- derive: deal.lead
  hit_policy: first
  table:
    - {when: {our_share: {at_least: 50%}}, then: ahead}
    - {when: {tender_issued: yes}, then: behind}
    - otherwise: level

= table.unreachable, decisions
The rows above cover every case of this one, so it never counts. Order the rows from the special to
the general.
- bad
- derive: deal.lead
  hit_policy: first
  table:
    - {when: {our_share: {at_least: 30%}}, then: level}
    - {when: {our_share: {at_least: 50%}}, then: ahead}
    - otherwise: behind
- good
- derive: deal.lead
  hit_policy: first
  table:
    - {when: {our_share: {at_least: 50%}}, then: ahead}
    - {when: {our_share: {at_least: 30%}}, then: level}
    - otherwise: behind

= table.gap, decisions
There are cases no row answers: the fact then reads "no result", and tests of its values are false.
Add 'otherwise:'.
- bad
- derive: deal.lead
  hit_policy: first
  table:
    - {when: {our_share: {at_least: 50%}}, then: ahead}
    - {when: {our_share: {below: 49%}}, then: behind}
- good
- derive: deal.lead
  hit_policy: first
  table:
    - {when: {our_share: {at_least: 50%}}, then: ahead}
    - otherwise: behind

= table.covers-every-value, decisions
The rows cover every value of a fact that people tell. While it is not known each row only may hold,
so the fallback stays possible although no answer leads to it. Make the last row 'otherwise'.
- bad
- derive: deal.lead
  hit_policy: first
  table:
    - {when: {tender_issued: yes}, then: ahead}
    - {when: {tender_issued: no}, then: behind}
- good
- derive: deal.lead
  hit_policy: first
  table:
    - {when: {tender_issued: yes}, then: ahead}
    - otherwise: behind

= grid.axis-none, decisions
One axis may have no result because the table that derives it leaves cases out; then the grid or map
has none either.
- bad
- derive: deal.territory
  hit_policy: first
  table: [{when: {our_share: {at_least: 50%}}, then: ours}]
- derive: deal.lead
  map: {of: territory, to: {ours: ahead, neutral: level, theirs: behind}}
- good
- derive: deal.territory
  hit_policy: first
  table: [{when: {our_share: {at_least: 50%}}, then: ours}, {otherwise: neutral}]
- derive: deal.lead
  map: {of: territory, to: {ours: ahead, neutral: level, theirs: behind}}

= condition.never, when
The tests exclude each other, so this never holds: the rule is dead. Mostly one word or one number
has slipped.
- bad
{amount: {above: 5 M, below: 1 M}}
- good
{amount: {above: 1 M, below: 5 M}}

= condition.covers-every-value, when
The condition holds whatever the answer is, and yet the rule waits for it and asks. Leave the fact
out, or test 'known' if it matters that somebody answered.
- bad
{opening: G, any: [{tender_issued: yes}, {tender_issued: no}]}
- good
{opening: G, tender_issued: known}

= decision.unread, decisions
Nobody reads this fact: no rule, no text, no page, no play's evidence.
- bad
- derive: deal.lead
  map: {of: tender_issued, to: {yes: ahead, no: behind}}
- good
- derive: deal.lead
  map: {of: tender_issued, to: {yes: ahead, no: behind}}
- warn: deal.behind
  if_unknown: skip
  rules:
    - {id: behind.now, when: {lead: behind}, then: {kind: note, because: {en: Behind., zh: 落后。}}}

= decision.no-test, decisions
No test expects anything of this fact, nor of a fact derived from it.
- bad
- derive: deal.lead
  map: {of: tender_issued, to: {yes: ahead, no: behind}}
- good
- derive: deal.lead
  map: {of: tender_issued, to: {yes: ahead, no: behind}}
  tests:
    - {id: lead.tender_out, given: {deal: {tender_issued: yes}}, expect: {deal.lead: ahead}}

= rule.no-test, warns
No test says when this rule fires. Write one where it does and one where it just does not.
- bad
- id: information.late
  when: {tender_issued: yes}
  then: {kind: note, because: {en: Late., zh: 晚了。}}
- good
- id: information.late
  when: {tender_issued: yes}
  then: {kind: note, because: {en: Late., zh: 晚了。}}
  tests:
    - {id: information.late, given: {deal: {tender_issued: yes}}, expect: {fires: yes}}
    - {id: information.in_time, given: {deal: {tender_issued: no}}, expect: {fires: no}}

= rule.no-source, warns
Where does this come from? A rep who doubts a line wants to know; a thought of your own is {doc:
proposal, part: ...}.
- bad
- id: information.late
  when: {tender_issued: yes}
  then: {kind: note, because: {en: Late., zh: 晚了。}}
- good
- id: information.late
  when: {tender_issued: yes}
  then: {kind: note, because: {en: Late., zh: 晚了。}}
  source: {doc: "003", part: art. 3}

= rule.id, warns
An id is words of small letters, digits and '_', joined by dots; a cell of a grid may stand in
capitals.
- bad
- id: Late-Information
  when: {tender_issued: yes}
  then: {kind: note, because: {en: Late., zh: 晚了。}}
- good
- id: information.late
  when: {tender_issued: yes}
  then: {kind: note, because: {en: Late., zh: 晚了。}}

= rule.conflict, rules
'conflicts_with' names other rules that recommend something. It counts for both sides, whoever says
it.
- bad
- id: opening.G
  when: {opening: G}
  then: {play: accelerate-procurement, salience: 80, because: {en: We lead., zh: 我方领先。}}
  conflicts_with: [opening.X]
- good
- id: opening.G
  when: {opening: G}
  then: {play: accelerate-procurement, salience: 80, because: {en: We lead., zh: 我方领先。}}
  conflicts_with: [opening.C]
- id: opening.C
  when: {opening: C}
  then: {play: delay-and-probe, salience: 60, because: {en: They lead., zh: 对手领先。}}

= agenda.twice, agenda
A gate or modifier has the id of another one, or of a rule.
- bad
modifiers:
  - {id: agenda.one, label: {en: Large, zh: 大}, when: {amount: {above: 5 M}}, add: 10}
  - {id: agenda.one, label: {en: Small, zh: 小}, when: {amount: {below: 1 M}}, add: -10}
- good
modifiers:
  - {id: agenda.large, label: {en: Large, zh: 大}, when: {amount: {above: 5 M}}, add: 10}
  - {id: agenda.small, label: {en: Small, zh: 小}, when: {amount: {below: 1 M}}, add: -10}
"""
