"""Explanations: what is asked after a meeting."""

DEBRIEF = """
= debrief.fact, debrief
A debrief asks people, so it names facts of a meeting that somebody can tell, each with a question. 'sets'
names facts of those whom the answer names: a yes, or the day of the meeting. 'in_vain' names a yes_no
fact that grows old: while it is fresh, the question it stands for rests.
- bad
held:
  - fact: outcome
    ask:
      en: How was it?
      zh: 结果如何？
- good
held:
  - fact: mood
    ask:
      en: How was it?
      zh: 气氛如何？
"""
