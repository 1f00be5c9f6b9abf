"""The board from the other side: a deal as a rival reads it."""
