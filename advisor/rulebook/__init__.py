"""YAML rules with their places, as a typed model: conditions, decisions, lint."""
