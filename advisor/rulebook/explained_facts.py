"""Explanations: facts and their values, parameters, the tests of conditions, the facts of a test."""

FACTS = """
= fact.unknown, when
A name the dictionary does not have: a fact, a subject, or a fact behind a reference. The hint names
the nearest, or whose fact it is. There are many persons and rivals: say which ('any person: {..}'),
or go through a reference.
- bad
{teritory: ours}
- good
{territory: ours}

= fact.value, when
The value does not fit the type of the fact. Percents carry their sign, amounts a decimal point and
no commas, days their unit; a choice takes one of its values.
- bad
{our_share: {at_least: 15}}
- good
{our_share: {at_least: 15%}}

= fact.name, facts
A fact's name is made of small letters, digits and '_', and is none of the words that tests use.
- bad
unknown:
  type: yes_no
  asked: no
  label: {en: Unknown, zh: 未知}
- good
not_told:
  type: yes_no
  asked: no
  label: {en: Not told, zh: 未告知}

= fact.value-name, facts
A value's id is plain ASCII and none of the words that tests use. What people see is its label.
- bad
budget_owner_kind:
  type: choice
  asked: no
  label: {en: Who owns it, zh: 谁的预算}
  values:
    none: {en: nobody, zh: 无人}
- good
budget_owner_kind:
  type: choice
  asked: no
  label: {en: Who owns it, zh: 谁的预算}
  values:
    nobody: {en: nobody, zh: 无人}

= fact.twice, facts
A fact is declared twice. Names are unique within a subject.
- bad
amount:
  type: money
  asked: no
  label: {en: Amount, zh: 金额}
- good
amount_last_year:
  type: money
  asked: no
  label: {en: Amount last year, zh: 去年金额}

= fact.type, facts
There is no such type. The types: yes_no, choice, ordered, number, percent, money, date, duration,
text, 'reference to person', 'list of choice'.
- bad
approved:
  type: boolean
  asked: no
  label: {en: Approved, zh: 已批准}
- good
approved:
  type: yes_no
  asked: no
  label: {en: Approved, zh: 已批准}

= fact.no-values, facts
A choice needs its values, each with a label in both languages, or 'values_from' another fact.
- bad
phase:
  type: choice
  asked: no
  label: {en: Phase, zh: 阶段}
- good
phase:
  type: choice
  asked: no
  label: {en: Phase, zh: 阶段}
  values:
    early: {en: early, zh: 早期}
    late: {en: late, zh: 后期}

= fact.range, facts
A range is the lowest and the highest value.
- bad
score:
  type: number
  asked: no
  range: [low, high]
  label: {en: Score, zh: 评分}
- good
score:
  type: number
  asked: no
  range: [0, 10]
  label: {en: Score, zh: 评分}

= fact.no-question, facts
Rules will wait for this fact, and nobody could ask for it. Give the question in both languages; or
say that it is our own act, derived, asked together with another fact, or not asked.
- bad
approved:
  type: yes_no
  label: {en: Approved, zh: 已批准}
- good
approved:
  type: yes_no
  label: {en: Approved, zh: 已批准}
  ask:
    en: Has the project been approved?
    zh: 项目立项了吗？

= fact.not-derived, decisions
A decision derives a fact that the dictionary declares as told by people.
- bad
- derive: deal.amount
  compute: {copy: amount}
- good
- derive: deal.lead
  map: {of: tender_issued, to: {yes: ahead, no: behind}}

= fact.not-decided, facts
The fact is declared as derived, and no decision derives it: it stays unknown for ever, and so does
every rule that reads it.
- bad
momentum:
  type: yes_no
  derived: yes
  label: {en: Momentum, zh: 势头}
- good
momentum:
  type: yes_no
  asked: no
  label: {en: Momentum, zh: 势头}

= parameter.unknown, when
'$name' stands for a parameter, and there is none of that name.
- bad
{our_share: {at_least: $margin}}
- good
{our_share: {at_least: 15%}}

= parameter.twice, file
A parameter is declared twice. Names are unique over all files.
- bad
schema: decisions/1
parameters:
  known_margin: {value: 15 points, origin: proposal, label: {en: Margin, zh: 差距}}
decisions: []
- good
schema: decisions/1
parameters:
  other_margin: {value: 15 points, origin: proposal, label: {en: Margin, zh: 差距}}
decisions: []

= parameter.name, file
Parameters and facts never share a name, so that a reader knows which is meant.
- bad
schema: decisions/1
parameters:
  amount: {value: 1 M, origin: proposal, label: {en: Amount, zh: 金额}}
decisions: []
- good
schema: decisions/1
parameters:
  large_amount: {value: 1 M, origin: proposal, label: {en: Large amount, zh: 大额}}
decisions: []

= parameter.unused, file
No rule uses the parameter: whoever tunes it changes nothing.
- bad
schema: decisions/1
parameters:
  spare: {value: 1 M, origin: proposal, label: {en: Spare, zh: 备用}}
decisions: []
- good
schema: decisions/1
parameters:
  large: {value: 1 M, origin: proposal, label: {en: Large amount, zh: 大额}}
decisions:
  - warn: deal.large
    if_unknown: skip
    rules:
      - id: large.deal
        when: {amount: {above: $large}}
        then: {kind: note, because: {en: A large deal., zh: 大项目。}}

= condition.form, when
A condition is 'fact: test', one of all, any, none, count with a list, or the word 'always'.
- bad
opening
- good
{opening: G}

= condition.word, when
There is no test of that name. Tests are words: at_least, at_most, above, below, between, before,
after, not, in_last, in_next, older_than, includes, is_in, fact, known, unknown.
- bad
{amount: {over: 1 M}}
- good
{amount: {above: 1 M}}

= condition.type, when
The test does not fit the fact: an order of choices that have none, a date word for an amount, two
facts of different kinds.
- bad
{step: {at_least: design}}
- good
{step: {after: need}}

= condition.value, when
One plain value is wanted here, or a whole number.
- bad
{amount: {above: [1 M, 2 M]}}
- good
{amount: {between: [1 M, 2 M]}}

= given.subject, given
What exists once per deal (the deal, the account) is one mapping; of persons, rivals, meetings there
is a list.
- bad
deal: [{amount: 1 M}]
- good
deal: {amount: 1 M}

= given.twice, given
Two members of a subject have one name. Names tell them apart.
- bad
person: [{name: 王处长}, {name: 王处长}]
- good
person: [{name: 王处长}, {name: 王科长}]

= given.name, given
A name of at most 300 characters that does not begin with '~'.
- bad
person: [{name: ~王处长}]
- good
person: [{name: 王处长}]
"""
