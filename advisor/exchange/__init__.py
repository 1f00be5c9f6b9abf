"""The brief leaves the program: as plain text, Markdown and JSON."""
