"""From conclusions to the meeting brief: agenda, why, questions."""
