"""From the rulebook and a fact sheet to conclusions; durable_rules does the matching."""
