"""Deals on disk: TinyDB, locks, history."""
