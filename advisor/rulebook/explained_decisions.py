"""Explanations: decisions and their forms, rules, the agenda."""

DECISIONS = """
= decision.kind, decisions
A decision says exactly one of derive, recommend and warn, and for which subject.
- bad
- decide: deal.lead
  map: {of: tender_issued, to: {yes: ahead, no: behind}}
- good
- derive: deal.lead
  map: {of: tender_issued, to: {yes: ahead, no: behind}}

= decision.form, decisions
A derive has exactly one form: table, grid, map, bands, scale, compute or path.
- bad
- derive: deal.lead
- good
- derive: deal.lead
  map: {of: tender_issued, to: {yes: ahead, no: behind}}

= decision.twice, decisions
One fact is decided in two places, and nobody could say which one holds.
- bad
- derive: deal.lead
  map: {of: tender_issued, to: {yes: ahead, no: behind}}
- derive: deal.lead
  map: {of: tender_issued, to: {yes: behind, no: ahead}}
- good
- derive: deal.lead
  map: {of: tender_issued, to: {yes: ahead, no: behind}}

= decision.cycle, decisions
Decisions read each other's results in a circle, so none can come first. The message prints the
circle.
- bad
- derive: deal.lead
  map: {of: territory, to: {ours: ahead, neutral: level, theirs: behind}}
- derive: deal.territory
  map: {of: lead, to: {ahead: ours, level: neutral, behind: theirs}}
- good
- derive: deal.lead
  map: {of: territory, to: {ours: ahead, neutral: level, theirs: behind}}
- derive: deal.territory
  map: {of: tender_issued, to: {yes: ours, no: theirs}}

= table.hit-policy, decisions
A table says what happens when several rows hold: first, unique or any; a list collects.
- bad
- derive: deal.lead
  table: [{when: {tender_issued: yes}, then: ahead}, {otherwise: level}]
- good
- derive: deal.lead
  hit_policy: first
  table: [{when: {tender_issued: yes}, then: ahead}, {otherwise: level}]

= table.otherwise, decisions
'otherwise' answers what no row answers, so it stands last.
- bad
- derive: deal.lead
  hit_policy: first
  table: [{otherwise: level}, {when: {tender_issued: yes}, then: ahead}]
- good
- derive: deal.lead
  hit_policy: first
  table: [{when: {tender_issued: yes}, then: ahead}, {otherwise: level}]

= grid.incomplete, decisions
A grid has a cell for every combination of its two facts.
- bad
- derive: deal.lead
  grid:
    rows: tender_issued
    columns: won
    cells:
      yes: {yes: ahead, no: level}
      no: {yes: level}
- good
- derive: deal.lead
  grid:
    rows: tender_issued
    columns: won
    cells:
      yes: {yes: ahead, no: level}
      no: {yes: level, no: behind}

= map.incomplete, decisions
A map says what becomes of every value. Name the missing ones, or add 'otherwise:'.
- bad
- derive: deal.lead
  map: {of: step, to: {need: ahead}}
- good
- derive: deal.lead
  map: {of: step, to: {need: ahead}, otherwise: level}

= bands.step, decisions
A step says {below: x, is: y} or {up_to: x, is: y}; the last one takes what is left with {rest: y}.
- bad
- derive: deal.lead
  bands: {of: our_share, steps: [{below: 20%, is: behind}, {below: 50%, is: level}]}
- good
- derive: deal.lead
  bands: {of: our_share, steps: [{below: 20%, is: behind}, {below: 50%, is: level}, {rest: ahead}]}

= bands.order, decisions
The limits of bands ascend, so that every number falls into exactly one.
- bad
- derive: deal.lead
  bands: {of: our_share, steps: [{below: 50%, is: level}, {below: 20%, is: behind}, {rest: ahead}]}
- good
- derive: deal.lead
  bands: {of: our_share, steps: [{below: 20%, is: behind}, {below: 50%, is: level}, {rest: ahead}]}

= scale.weights, decisions
The weights of a scale sum to 100 %.
- bad
- derive: deal.points
  scale: [{fact: target_points, weight: 60%}]
- good
- derive: deal.points
  scale: [{fact: target_points, weight: 100%}]

= scale.points, decisions
An unknown factor counts between its lowest and its highest points, so they must be known: a range,
or bands.
- bad
- derive: deal.points
  scale: [{fact: amount, weight: 100%}]
- good
- derive: deal.points
  scale: [{fact: amount, weight: 100%, bands: {steps: [{below: 1 M, is: 2}, {rest: 9}]}}]

= compute.form, decisions
'compute' holds one operation with what it works on.
- bad
- derive: deal.points
  compute: target_points
- good
- derive: deal.points
  compute: {copy: target_points}

= compute.operation, decisions
The operations are a closed list: count, sum, max, min, mean, difference, product, ratio,
days_since, days_until, copy, pick, collect, missing.
- bad
- derive: deal.points
  compute: {average: {of: [target_points, target_points]}}
- good
- derive: deal.points
  compute: {mean: {of: [target_points, target_points]}}

= compute.fact, decisions
This operation counts with a fact of each member: say which with 'fact:'.
- bad
- derive: deal.points
  compute: {max: {of: rival}}
- good
- derive: deal.points
  compute: {max: {of: rival, fact: threat_points}}

= rule.twice, rules
Two rules have one id. Ids are permanent, and tests, texts and past advice name a rule by it.
- bad
- id: opening.G
  when: {opening: G}
  then: {play: accelerate-procurement, salience: 80, because: {en: We lead., zh: 我方领先。}}
- id: opening.G
  when: {opening: H}
  then: {play: extend-lead, salience: 70, because: {en: We lead., zh: 我方领先。}}
- good
- id: opening.G
  when: {opening: G}
  then: {play: accelerate-procurement, salience: 80, because: {en: We lead., zh: 我方领先。}}

= rule.salience, rules
Salience is a whole number from 0 to 100; higher comes first.
- bad
- id: opening.G
  when: {opening: G}
  then: {play: accelerate-procurement, salience: high, because: {en: We lead., zh: 我方领先。}}
- good
- id: opening.G
  when: {opening: G}
  then: {play: accelerate-procurement, salience: 80, because: {en: We lead., zh: 我方领先。}}

= rule.by, rules
A day is 'today', 'next_meeting', 'in 3 days', a date fact, or {before: date, minus: 3 days}.
- bad
- id: opening.G
  when: {opening: G}
  then: {play: accelerate-procurement, by: amount, salience: 80, because: {en: We lead., zh: 我方领先。}}
- good
- id: opening.G
  when: {opening: G}
  then:
    play: accelerate-procurement
    by: decision_date
    salience: 80
    because: {en: We lead., zh: 我方领先。}

= rule.with, rules
'with' names one subject and who of it: those who fulfil 'where', or 'this' in a decision that runs
per person.
- bad
- id: opening.G
  when: {opening: G}
  then:
    play: accelerate-procurement
    with: {person: this}
    salience: 80
    because: {en: Go., zh: 去。}
- good
- id: opening.G
  when: {opening: G}
  then:
    play: accelerate-procurement
    with: {person: {where: {power: decider}}}
    salience: 80
    because: {en: Go., zh: 去。}

= rule.prefer, rules
An order is highest, lowest, latest or earliest, and a fact.
- bad
- id: opening.G
  when: {opening: G}
  then:
    play: go
    with: {person: {where: {met: no}, prefer: [top level]}}
    salience: 80
    because: {en: Go., zh: 去。}
- good
- id: opening.G
  when: {opening: G}
  then:
    play: go
    with: {person: {where: {met: no}, prefer: [highest level]}}
    salience: 80
    because: {en: Go., zh: 去。}

= rule.play, warns
Only a warning of the kind 'guard' names a play: the one the rival is likely to use.
- bad
- id: information.late
  when: {tender_issued: yes}
  then: {kind: note, play: extend-lead, because: {en: Late., zh: 晚了。}}
- good
- id: information.late
  when: {tender_issued: yes}
  then: {kind: note, because: {en: Late., zh: 晚了。}}

= agenda.limit, agenda
How many actions a page shows: a whole number from 1 to 20. People act on few.
- bad
limit: all
- good
limit: 5

= agenda.add, agenda
A modifier adds a whole number from -100 to 100.
- bad
modifiers:
  - {id: agenda.large, label: {en: Large, zh: 大}, when: {amount: {above: 5 M}}, add: much}
- good
modifiers:
  - {id: agenda.large, label: {en: Large, zh: 大}, when: {amount: {above: 5 M}}, add: 10}

= agenda.refuse, agenda
A gate refuses plays by what their pages say of 'compliance' or 'effort'.
- bad
gates:
  - {id: gate.one, kind: suitable, refuse: {topic: people}, when: {won: yes}, because: {en: No., zh: 不行。}}
- good
gates:
  - {id: gate.one, kind: suitable, refuse: {effort: high}, when: {won: yes}, because: {en: No., zh: 不行。}}
"""
