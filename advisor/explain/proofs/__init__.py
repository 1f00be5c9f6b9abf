"""Why and why not: proofs of rules and facts, down to who said what."""
