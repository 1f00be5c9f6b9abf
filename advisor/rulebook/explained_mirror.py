"""Explanations: how a deal reads from a rival's chair."""

MIRROR = """
= mirror.main, mirror
'main' names the fact that says which rival is the main one: a reference to rival.
- bad
main: opening
- good
main: main_rival

= mirror.fact, mirror
Our own acts, facts that point at a rival and facts of pairs have no meaning on the other side: the
rival does not see the first, sits in the second, and pairs are made of what we know. Leave them out,
and they are unknown there.
- bad
same: [person.name, person.met]
- good
same: [person.name]

= mirror.swap, mirror
Two facts take each other's place: one of ours that exists once per deal, and the same fact of a rival
or of the deal. Both must take the same values.
- bad
swap: {deal.our_share: rival.threat_points}
- good
swap: {deal.our_share: rival.share}

= mirror.turn, mirror
A fact whose value names a side says what each value becomes on the other side, and turned twice each
is itself again. 'which' is the fact of the same subject that names the rival, and exists only where
the value says that it is one.
- bad
turn:
  deal.lead: {to: {ahead: behind, behind: level, level: ahead}}
- good
turn:
  deal.lead: {to: {ahead: behind, behind: ahead, level: level}}

= mirror.twice, mirror
A fact is named twice. From the other side it reads one way: swapped, turned or the same.
- bad
swap: {deal.our_share: rival.share}
same: [deal.our_share]
- good
swap: {deal.our_share: rival.share}

= mirror.private, mirror
A private fact would be seen by the other side. Leave it out; where a rival learns it without us, from
the customer, name it in 'observed' as well.
- bad
same: [person.mood]
- good
same: [person.mood]
observed: [person.mood]
"""
