"""Pages as text: pure functions from view models to styled lines, for a width and a language."""
