"""Plays: Markdown pages a rule can recommend."""
