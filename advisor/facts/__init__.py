"""What can be known, and what is known: the dictionary, deals, fact sheets."""
