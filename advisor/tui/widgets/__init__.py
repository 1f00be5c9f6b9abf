"""The two widgets of the terminal UI: a page of lines and a bar of one line."""
