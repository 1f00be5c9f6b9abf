"""Explanations: what stands in the wrong place, does not go together, is empty or is there twice."""

TYPES = """
= form.empty, decisions
Something is opened and nothing stands in it: a table without rows, a scale without factors. It would
never say anything.
- bad
- derive: deal.points
  scale: []
- good
- derive: deal.points
  scale: [{fact: target_points, weight: 100%}]

= file.twice, file
There is one agenda and one page. With two files nobody could say which one counts.
- bad
schema: page/1
header: [amount]
- good
schema: agenda/1
limit: 5

= fact.values, facts
Only a choice and an ordered choice have values; a yes_no has its own two. Values are lent from choice
to choice.
- bad
visits:
  type: number
  asked: no
  label: {en: Visits, zh: 拜访次数}
  values: [few, plenty]
- good
visits:
  type: choice
  asked: no
  label: {en: Visits, zh: 拜访次数}
  values:
    few: {en: few, zh: 少}
    plenty: {en: plenty, zh: 多}

= fact.circle, facts
Whether a fact applies depends on another one, and that one on the first: neither could ever be told.
The message prints the circle.
- bad
bid_bond:
  type: yes_no
  asked: no
  label: {en: Bid bond, zh: 投标保证金}
  applies_when: {bid_bond_paid: yes}
bid_bond_paid:
  type: yes_no
  asked: no
  label: {en: Bid bond paid, zh: 保证金已缴}
  applies_when: {bid_bond: yes}
- good
bid_bond:
  type: yes_no
  asked: no
  label: {en: Bid bond, zh: 投标保证金}
bid_bond_paid:
  type: yes_no
  asked: no
  label: {en: Bid bond paid, zh: 保证金已缴}
  applies_when: {bid_bond: yes}

= decision.name, decisions
Rules stand under a name of their own. Under a fact's name, that fact would seem to be derived by them
and would never be asked for again.
- bad
- warn: deal.tender_issued
  if_unknown: skip
  rules:
    - {id: tender.late, when: {tender_issued: yes}, then: {kind: note, because: {en: Late., zh: 晚了。}}}
- good
- warn: deal.tender_warnings
  if_unknown: skip
  rules:
    - {id: tender.late, when: {tender_issued: yes}, then: {kind: note, because: {en: Late., zh: 晚了。}}}

= decision.type, decisions
The form cannot give a value of this fact: a scale gives a number, a path one of its steps.
- bad
- derive: deal.lead
  scale: [{fact: target_points, weight: 100%}]
- good
- derive: deal.points
  scale: [{fact: target_points, weight: 100%}]
- derive: deal.lead
  bands: {of: points, steps: [{below: 4, is: behind}, {below: 7, is: level}, {rest: ahead}]}

= map.type, decisions
A map names every value, so that one of them certainly holds. Of numbers, dates, texts and references
there is no end: use bands or a table.
- bad
- derive: deal.lead
  map: {of: target_points, to: {0: behind, 5: level, 10: ahead}}
- good
- derive: deal.lead
  bands: {of: target_points, steps: [{below: 4, is: behind}, {below: 7, is: level}, {rest: ahead}]}

= grid.type, decisions
Both axes of a grid name every value of their fact: yes_no, a choice, or an ordered choice. Make
classes of a number first, with bands.
- bad
- derive: deal.lead
  grid:
    rows: target_points
    columns: tender_issued
    cells:
      0: {yes: behind, no: level}
      10: {yes: level, no: ahead}
- good
- derive: deal.lead
  grid:
    rows: won
    columns: tender_issued
    cells:
      no: {yes: behind, no: level}
      yes: {yes: level, no: ahead}

= bands.type, decisions
Bands cut a number, amount, percent, duration or date into classes. What has values already needs a
map.
- bad
- derive: deal.lead
  bands: {of: tender_issued, steps: [{below: 4, is: behind}, {rest: ahead}]}
- good
- derive: deal.lead
  map: {of: tender_issued, to: {yes: behind, no: ahead}}

= compute.type, decisions
The operation cannot use this fact, or what it gives is no value of the derived fact. A sum keeps the
kind of its parts, a count is a number, a copy takes over values that the fact has.
- bad
- derive: deal.points
  compute: {sum: {of: [target_points, amount]}}
- good
- derive: deal.points
  compute: {sum: {of: [target_points, target_points]}}

= scale.factors, decisions
The scale has more or fewer factors than 'factors:' beside it allows.
- bad
- derive: deal.points
  factors: {at_least: 2}
  scale:
    - fact: target_points
      weight: 100%
      definition:
        en: Points of the quarter's target list.
        zh: 季度目标清单的得分。
- good
- derive: deal.points
  factors: {at_least: 1, at_most: 8}
  scale:
    - fact: target_points
      weight: 100%
      definition:
        en: Points of the quarter's target list.
        zh: 季度目标清单的得分。

= scale.definition, decisions
With 'factors:' beside a scale, each factor says what exactly is measured, so that two people give the
same points.
- bad
- derive: deal.points
  factors: {at_most: 8}
  scale: [{fact: target_points, weight: 100%}]
- good
- derive: deal.points
  factors: {at_most: 8}
  scale:
    - fact: target_points
      weight: 100%
      definition:
        en: Points of the quarter's target list.
        zh: 季度目标清单的得分。

= test.twice, decisions
Two tests have one id, so a report could not say which one failed.
- bad
- derive: deal.lead
  map: {of: tender_issued, to: {yes: ahead, no: behind}}
  tests:
    - {id: lead.one, given: {deal: {tender_issued: yes}}, expect: {deal.lead: ahead}}
    - {id: lead.one, given: {deal: {tender_issued: no}}, expect: {deal.lead: behind}}
- good
- derive: deal.lead
  map: {of: tender_issued, to: {yes: ahead, no: behind}}
  tests:
    - {id: lead.issued, given: {deal: {tender_issued: yes}}, expect: {deal.lead: ahead}}
    - {id: lead.not_issued, given: {deal: {tender_issued: no}}, expect: {deal.lead: behind}}
"""
