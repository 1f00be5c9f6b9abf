"""Explanations: texts and their languages, plays, what the engine can bear."""

TEXTS = """
= play.unknown, rules
The rule names a play that has no page, so its advice would be held back. The hint names the nearest
play.
- bad
- id: opening.G
  when: {opening: G}
  then: {play: acelerate-procurement, salience: 80, because: {en: We lead., zh: 我方领先。}}
- good
- id: opening.G
  when: {opening: G}
  then: {play: accelerate-procurement, salience: 80, because: {en: We lead., zh: 我方领先。}}

= play.unused, rules
A play has a page and no rule recommends it: nobody will ever be led to it.
- bad
- id: opening.G
  when: {opening: G}
  then: {play: extend-lead, salience: 80, because: {en: We lead., zh: 我方领先。}}
- good
- id: opening.G
  when: {opening: G}
  then:
    play: {vary: [accelerate-procurement, extend-lead]}
    salience: 80
    because: {en: We lead., zh: 我方领先。}

= text.unknown-name, warns
A text names a fact that there is not. Only facts can be named; a parameter's number is written out.
- bad
- id: information.late
  when: {tender_issued: yes}
  then: {kind: note, because: {en: We hold $ourshare., zh: 我方占$ourshare。}}
- good
- id: information.late
  when: {our_share: known}
  then: {kind: note, because: {en: We hold $our_share., zh: 我方占$our_share。}}

= text.not-known, warns
The fact may be unknown when the text is shown, and the text would have a hole. Test it in 'when',
or say what stands there instead.
- bad
- id: information.late
  when: {tender_issued: yes}
  then: {kind: note, because: {en: Decided on $decision_date., zh: $decision_date 决策。}}
- good
- id: information.late
  when: {tender_issued: yes}
  then:
    kind: note
    because:
      en: Decided on $(decision_date, else a day we do not know).
      zh: $(decision_date, else 日期不详) 决策。

= text.person, rules
$person is who 'with' chooses. There must be a 'with', and words (or a play) for the case that
nobody fits.
- bad
- id: opening.G
  when: {opening: G}
  then: {play: go, salience: 80, because: {en: See $person., zh: 见$person。}}
- good
- id: opening.G
  when: {opening: G}
  then:
    play: go
    with: {person: {where: {power: decider}, if_nobody: find-inside-contact}}
    salience: 80
    because: {en: See $person., zh: 见$person。}

= text.form, warns
'$(...)' that cannot be read: it is written $(fact, else words), with plain brackets and a plain
comma.
- bad
- id: information.late
  when: {tender_issued: yes}
  then: {kind: note, because: {en: Late., zh: '$（decision_date，else 不详）'}}
- good
- id: information.late
  when: {tender_issued: yes}
  then:
    kind: note
    because:
      en: By $(decision_date, else some day).
      zh: $(decision_date, else 某日) 之前。

= text.names-differ, warns
The two languages name different facts, so one reader learns less than the other.
- bad
- id: information.late
  when: {our_share: known}
  then: {kind: note, because: {en: We hold $our_share., zh: 我方占一部分。}}
- good
- id: information.late
  when: {our_share: known}
  then: {kind: note, because: {en: We hold $our_share., zh: 我方占$our_share。}}

= text.chinese, warns
There is no Chinese in the Chinese text: it was left in English.
- bad
- id: information.late
  when: {tender_issued: yes}
  then: {kind: note, because: {en: Too late., zh: Too late.}}
- good
- id: information.late
  when: {tender_issued: yes}
  then: {kind: note, because: {en: Too late., zh: 太晚了。}}

= text.english, warns
There is Chinese in the English text; perhaps the two are exchanged.
- bad
- id: information.late
  when: {tender_issued: yes}
  then: {kind: note, because: {en: 太晚了。, zh: 太晚了。}}
- good
- id: information.late
  when: {tender_issued: yes}
  then: {kind: note, because: {en: Too late., zh: 太晚了。}}

= engine.too-many-alternatives, when
'any' inside 'all' multiplies: the engine would be given more than 256 alternatives of one rule.
Write several rules, or derive a fact for the parts that belong together.
- bad
{all: [{any: [{f1: yes}, {g1: yes}]}, {any: [{f2: yes}, {g2: yes}]}, {any: [{f3: yes}, {g3: yes}]},
       {any: [{f4: yes}, {g4: yes}]}, {any: [{f5: yes}, {g5: yes}]}, {any: [{f6: yes}, {g6: yes}]},
       {any: [{f7: yes}, {g7: yes}]}, {any: [{f8: yes}, {g8: yes}]}, {any: [{f9: yes}, {g9: yes}]}]}
- good
{count: {at_least: 7, of: [{f1: yes}, {f2: yes}, {f3: yes}, {f4: yes}, {f5: yes}, {f6: yes}, {f7: yes},
                           {f8: yes}, {f9: yes}]}}

= engine.many-alternatives, when
'any' inside 'all' multiplies: more than 64 alternatives of one rule are slow and hard to explain.
- bad
{all: [{any: [{f1: yes}, {g1: yes}]}, {any: [{f2: yes}, {g2: yes}]}, {any: [{f3: yes}, {g3: yes}]},
       {any: [{f4: yes}, {g4: yes}]}, {any: [{f5: yes}, {g5: yes}]}, {any: [{f6: yes}, {g6: yes}]},
       {any: [{f7: yes}, {g7: yes}]}]}
- good
{all: [{any: [{f1: yes}, {g1: yes}]}, {any: [{f2: yes}, {g2: yes}]}, {any: [{f3: yes}, {g3: yes}]}]}

= engine.contradiction, when
One alternative of the condition contradicts itself and can never fire; the others can. It may be a
slip.
- bad
{amount: {above: 5 M}, any: [{amount: {below: 1 M}}, {tender_issued: yes}]}
- good
{amount: {above: 5 M}, tender_issued: yes}

= engine.limit
The decision is larger than the engine bears: more than 200 facts read, more than 10,000
alternatives, a value of more than 500 characters. Split it.
"""
