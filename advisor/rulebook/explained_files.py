"""Explanations: the file itself, its YAML, its forms."""

FILES = """
= yaml.syntax, file
The file cannot be read as YAML. The place is where the reader lost its way; the mistake is often on
the line above: a quote, a brace, the indentation.
- bad
schema: decisions/1
decisions: [{derive: deal.opening
- good
schema: decisions/1
decisions: []

= yaml.tab, file
A tab. How wide it is depends on the screen, so one reader sees another structure than the next. Use
spaces.
- bad
schema: decisions/1
decisions:\t[]
- good
schema: decisions/1
decisions: []

= yaml.duplicate-key, file
The same word stands twice in one mapping. One of the two would be lost without a sign.
- bad
schema: decisions/1
decisions: []
decisions: []
- good
schema: decisions/1
decisions: []

= yaml.empty-value, file
A word with nothing behind it. Inside braces it is mostly a comma that cut a text in two.
- bad
schema: decisions/1
title: {en: Who decides, and when, zh: 谁决定}
decisions: []
- good
schema: decisions/1
title:
  en: Who decides, and when
  zh: 谁决定，何时决定
decisions: []

= yaml.empty-key, file
A word is missing in front of a colon (a lone question mark reads as one).
- bad
schema: decisions/1
title: {en: Opening, ?}
decisions: []
- good
schema: decisions/1
title: {en: Opening, zh: 开局}
decisions: []

= yaml.empty-file, file
The file holds nothing.
- bad
# only a comment
- good
schema: decisions/1
decisions: []

= yaml.key-not-text, file
What stands before a colon must be a plain word; here it is a list or a mapping. A brace is
misplaced.
- bad
schema: decisions/1
decisions: []
? [a, b]
: c
- good
schema: decisions/1
decisions: []

= yaml.alias, file
'*name' would repeat what stands elsewhere. Rule files are read where they stand: write the value
out. A text that begins with a star is put in quotes.
- bad
schema: decisions/1
title: {en: *top, zh: 标题}
decisions: []
- good
schema: decisions/1
title: {en: '*top', zh: 标题}
decisions: []

= yaml.anchor, file
'&name' would give a part of the file a name so that it can be repeated. Leave it out.
- bad
schema: decisions/1
decisions: &all []
- good
schema: decisions/1
decisions: []

= yaml.merge, file
'<<' would copy another mapping into this one. Write the words out.
- bad
schema: decisions/1
<<: {decisions: []}
- good
schema: decisions/1
decisions: []

= yaml.tag, file
'!name' would ask the reader for a special type. The dictionary gives types; leave it out, or quote
the text.
- bad
schema: !text decisions/1
decisions: []
- good
schema: decisions/1
decisions: []

= yaml.directive, file
Lines that begin with '%' are not used.
- bad
%YAML 1.2
---
schema: decisions/1
decisions: []
- good
schema: decisions/1
decisions: []

= yaml.several-documents, file
'---' begins a second document. One file holds one.
- bad
schema: decisions/1
decisions: []
---
schema: agenda/1
- good
schema: decisions/1
decisions: []

= yaml.block-sign, when
'>5' begins a folded text in YAML; it is no comparison. Comparisons are words.
- bad
amount: >5
- good
amount: {above: 5}

= yaml.question-mark, file
YAML readers disagree about a question mark inside braces. Write the text in block form or in
quotes.
- bad
schema: decisions/1
title: {en: Who decides?, zh: 谁决定？}
decisions: []
- good
schema: decisions/1
title:
  en: Who decides?
  zh: 谁决定？
decisions: []

= yaml.cut-by-hash, file
A space and '#' begin a comment, so the rest of the text is lost. Quote the text; a comment you mean
is set off by two spaces.
- bad
schema: decisions/1
title:
  en: Ask for deal #3
  zh: 问三号项目
decisions: []
- good
schema: decisions/1  # the rules of step 3
title:
  en: 'Ask for deal #3'
  zh: 问三号项目
decisions: []

= yaml.control-character, file
An invisible character can make a line say something else than what the eye sees. Delete it and type
the text anew.
- bad
schema: decisions/1
decisions: []\u200b
- good
schema: decisions/1
decisions: []

= yaml.not-utf8
The file is not saved as UTF-8. Save it again with that encoding.

= yaml.too-big
The file is larger than 1 MiB. One file holds one system of rules; split it.

= yaml.too-deep
More than 40 mappings and lists in each other. No rule needs that.

= yaml.too-many-parts
The file has more parts than any rule file needs. Split it.

= file.schema, file
Every rule file says first what it is: facts/1, decisions/1, agenda/1, page/1, method/1, mirror/1 or
debrief/1.
- bad
decisions: []
- good
schema: decisions/1
decisions: []

= form.unknown-key, file
A word that is not known here. What stands behind it would be ignored, so it is refused; the hint
names the nearest.
- bad
schema: decisions/1
desisions: []
- good
schema: decisions/1
decisions: []

= form.missing-key, rules
A word that must be there is missing, or a text in one of the two languages.
- bad
- id: opening.G.accelerate
  when: {opening: G}
  then:
    play: accelerate-procurement
    because: {en: We lead on our ground., zh: 我方地盘又领先。}
- good
- id: opening.G.accelerate
  when: {opening: G}
  then:
    play: accelerate-procurement
    salience: 80
    because: {en: We lead on our ground., zh: 我方地盘又领先。}

= form.word, decisions
One of a few words is wanted here; the hint lists them or names the nearest.
- bad
- derive: deal.lead
  hit_policy: first
  table:
    - {when: {tender_issued: yes}, then: ahead, if_unknown: skip}
    - otherwise: behind
- good
- derive: deal.lead
  hit_policy: first
  table:
    - {when: {tender_issued: yes}, then: ahead, if_unknown: next_row}
    - otherwise: behind

= form.list, file
A list is wanted: [a, b], or lines that begin with '- '.
- bad
schema: decisions/1
decisions: {derive: deal.opening}
- good
schema: decisions/1
decisions: []

= form.mapping, rules
A mapping is wanted: 'word: value'. Texts always have their two languages.
- bad
- id: opening.G.accelerate
  when: {opening: G}
  then: {play: accelerate-procurement, salience: 80, because: We lead.}
- good
- id: opening.G.accelerate
  when: {opening: G}
  then:
    play: accelerate-procurement
    salience: 80
    because:
      en: We lead on our ground.
      zh: 我方地盘又领先。

= form.text, rules
One plain text is wanted, no list and no mapping.
- bad
- id: [opening, G]
  when: {opening: G}
  then: {play: accelerate-procurement, salience: 80, because: {en: We lead., zh: 我方领先。}}
- good
- id: opening.G
  when: {opening: G}
  then: {play: accelerate-procurement, salience: 80, because: {en: We lead., zh: 我方领先。}}
"""
