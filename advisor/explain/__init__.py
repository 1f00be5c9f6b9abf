"""Questions put to the advice: why, why not, what to find out, what would change it, what they will do."""
